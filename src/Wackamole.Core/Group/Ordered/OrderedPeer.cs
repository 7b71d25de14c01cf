using Wackamole.Core.Values;

namespace Wackamole.Core.Group.Ordered;

/// <summary>One session that is the engine's member of the group, this host's included.</summary>
internal sealed class OrderedPeer(string session, Instant now)
{
    public string Session { get; } = session;

    public Instant Since { get; } = now;

    /// <summary>Who it is; unknown until its first Hello.</summary>
    public MemberId? Id { get; set; }

    public ulong MachineId { get; set; }

    /// <summary>L at that host, which need not be configured as here.</summary>
    public TimeSpan Lease { get; set; }

    /// <summary>The newest count that it has said.</summary>
    public ulong Said { get; set; }

    /// <summary>Its Hello of the present round; null while that is missing.</summary>
    public HelloMessage? Hello { get; set; }

    /// <summary>It was in a view with this host at least once.</summary>
    public bool WasMember { get; set; }

    /// <summary>
    /// It came to the ring that this host is in, was in no view yet, and the ring has not changed
    /// since: it holds nothing. Whoever comes with a ring may hold what it held in another.
    /// </summary>
    public bool IsNew { get; set; }

    /// <summary>
    /// No evidence of it is later: its newest Alive here, or the view that it came with.
    /// </summary>
    public Instant LastHeard { get; set; } = now;

    /// <summary>How many Alives of this view it has delivered, by its newest word.</summary>
    public ulong Delivered { get; set; }

    /// <summary>When this host last said that it is absent.</summary>
    public Instant AccusedAt { get; set; } = Instant.Past;

    /// <summary>Whose Alive shows what it says of itself.</summary>
    public LocalState State { get; set; }
}
