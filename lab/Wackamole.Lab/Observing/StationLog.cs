using Wackamole.Lab.Network;

namespace Wackamole.Lab.Observing;

/// <summary>
/// Which station answered for one address, and since when: the newest changes. While two answer
/// there are two changes in each round: the log must be long enough for that.
/// </summary>
/// <param name="capacity">A power of two.</param>
internal sealed class StationLog(int capacity)
{
    private readonly (long Time, StationAddress Station)[] _changes =
        new (long, StationAddress)[capacity];

    private readonly int _mask = capacity - 1;
    private long _count;

    public void Note(long time, StationAddress station)
    {
        if (_count > 0 && _changes[(_count - 1) & _mask].Station == station)
        {
            return;
        }

        _changes[_count & _mask] = (time, station);
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>
    /// How often another station answered than the one before, after one moment and until
    /// another. The first ever is no change.
    /// </summary>
    public long Changes(long from, long to)
    {
        var count = Volatile.Read(ref _count);
        long changes = 0;
        for (var index = count - 1; index >= Math.Max(1, count - _changes.Length); index--)
        {
            var time = _changes[index & _mask].Time;
            if (time <= from)
            {
                break;
            }

            changes += time <= to ? 1 : 0;
        }

        return changes;
    }

    /// <summary>The station that had answered last at a moment, or null where none had.</summary>
    public StationAddress? At(long time)
    {
        var count = Volatile.Read(ref _count);
        for (var index = count - 1; index >= Math.Max(0, count - _changes.Length); index--)
        {
            var change = _changes[index & _mask];
            if (change.Time <= time)
            {
                return change.Station;
            }
        }

        return null;
    }
}
