namespace Wackamole.Tests.Simulation;

/// <summary>
/// The times within which PROTOCOL.md promises things, for the timing of one plan.
/// </summary>
internal sealed class Bounds(ClusterPlan plan)
{
    /// <summary>
    /// k of I4: what restarts, merges and hold-downs may take in detection times.
    /// </summary>
    public const int ConvergeDetections = 25;

    /// <summary>
    /// What the simulated hosts themselves take between a cause and its effect: two transits, a
    /// few rounds of the loop.
    /// </summary>
    private const long HandlingNs = 3 * Span.Millisecond;

    /// <summary>I4, I5: final views after connectivity stopped changing.</summary>
    public long ConvergeNs { get; } = ConvergeDetections * plan.DetectionNs;

    /// <summary>I6: double use after two hosts are connected, directly or not: L + 4 h.</summary>
    public long MergeNs { get; } = plan.LeaseNs + 4 * plan.HeartbeatNs + HandlingNs;

    /// <summary>I6: double use where two hosts hear each other: 2 h.</summary>
    public long YieldNs { get; } = 2 * plan.HeartbeatNs + HandlingNs;

    /// <summary>I7: everything is covered once faults stop: 3 T.</summary>
    public long CoverNs { get; } = 3 * plan.DetectionNs;

    /// <summary>
    /// I7 where nobody was mature: a start is silent for L, then all wait Mature.
    /// </summary>
    public long CoverFreshNs { get; } = Span.Of(plan.Mature) + 4 * plan.DetectionNs
        + plan.LeaseNs;

    /// <summary>I9: the rounds that the rate implies, and what may keep one from moving.</summary>
    public long BalanceNs { get; } = Span.Of(plan.BalanceInterval)
        * (plan.AcquisitionsPerRound is { } moves ? plan.VirtualInterfaces.Length / moves + 3 : 4);

    /// <summary>
    /// A move's gap: removal, one message through the order (a lost packet is asked for again
    /// within about a heartbeat), addition.
    /// </summary>
    public long MoveNs { get; } = 2 * plan.HeartbeatNs + HandlingNs
        + 2 * plan.Hosts.Max(host => host.MostKernelNs) * plan.VirtualInterfaces.Length;

    /// <summary>How far back a holder must have been well to count as healthy (I7).</summary>
    public long HealthyNs { get; } = 2 * plan.DetectionNs;
}
