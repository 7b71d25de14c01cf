using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>
/// When the newest own packets were sent: what turns an acknowledged counter into evidence. A
/// ring; what is older than its length proves nothing any more.
/// </summary>
public sealed class SentPackets
{
    private const int Capacity = 512;

    private readonly ulong[] _counters = new ulong[Capacity];
    private readonly Instant[] _times = new Instant[Capacity];
    private int _next;
    private int _count;
    private Instant _newest = Instant.Past;

    /// <summary>Notes a packet; of several at one moment the first stands for all.</summary>
    public void Add(ulong counter, Instant sent)
    {
        if (sent == _newest)
        {
            return;
        }

        _newest = sent;
        _counters[_next] = counter;
        _times[_next] = sent;
        _next = (_next + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
    }

    public void Clear()
    {
        _count = 0;
        _newest = Instant.Past;
    }

    /// <summary>
    /// A time at which the packet of this counter, or an earlier one, was sent. Who acknowledges a
    /// counter heard us no earlier than that.
    /// </summary>
    public Instant TimeOf(ulong acknowledged)
    {
        for (var back = 1; back <= _count; back++)
        {
            var index = (_next - back + Capacity) % Capacity;
            if (_counters[index] <= acknowledged)
            {
                return _times[index];
            }
        }

        return Instant.Past;
    }
}
