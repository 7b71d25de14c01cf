using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>What is known of one link to one peer.</summary>
public sealed class LinkHealth
{
    // An average over about the last 64 packets of the peer.
    private const double Memory = 1.0 / 64;

    private double _lost;
    private ulong _newest;

    /// <summary>Where its packets come from.</summary>
    public Endpoint? Endpoint { get; set; }

    public Instant LastPacket { get; private set; } = Instant.Past;

    public double LostPercent => Math.Round(_lost * 100, 1);

    /// <summary>Notes a packet that arrived over this link.</summary>
    public void Note(Endpoint source, ulong counter, Instant now)
    {
        Endpoint = source;
        LastPacket = now;
        if (counter <= _newest)
        {
            return;
        }

        // Counters in between never arrived here; more than a memory full says nothing more.
        var missed = _newest == 0 ? 0 : Math.Min(counter - _newest - 1, 64);
        for (var i = 0UL; i < missed; i++)
        {
            _lost += (1 - _lost) * Memory;
        }

        _lost -= _lost * Memory;
        _newest = counter;
    }

    public void Reset()
    {
        _lost = 0;
        _newest = 0;
        LastPacket = Instant.Past;
    }
}
