namespace Wackamole.Tests.Engines;

/// <summary>Daemons that order messages together, and the group's members at them.</summary>
internal sealed class SimulatedRing(ulong time, IEnumerable<int> daemons)
{
    public ulong Time { get; } = time;

    public SortedSet<int> Daemons { get; } = [.. daemons];

    /// <summary>False while they agree on who they are: then nothing is delivered.</summary>
    public bool IsFormed { get; set; }

    /// <summary>Sessions in the group.</summary>
    public List<SimulatedSession> Members { get; } = [];

    /// <summary>What waits until the ring is formed, in order.</summary>
    public List<(int Daemon, Action Order)> Waiting { get; } = [];
}
