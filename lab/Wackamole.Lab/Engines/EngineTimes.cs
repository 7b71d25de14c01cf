using Wackamole.Core.Values;

namespace Wackamole.Lab.Engines;

/// <summary>
/// How long things take on an engine, as it is set up here: every expectation of the lab is
/// stated in these. None has a margin for a machine with other work in it.
/// </summary>
internal sealed record EngineTimes
{
    /// <summary>What the daemons are told: detection time T, heartbeat h, lease L.</summary>
    public required Timing Timing { get; init; }

    /// <summary>
    /// From a host's silence until the others answer for what it held; also where its daemon is
    /// killed and says nothing.
    /// </summary>
    public required TimeSpan TakeOver { get; init; }

    /// <summary>
    /// How long nobody answers for what a fenced host held whose daemon alone was killed.
    /// </summary>
    public required TimeSpan Replaced { get; init; }

    /// <summary>The same where the daemon alone was stopped, and nothing under it.</summary>
    public required TimeSpan Stopped { get; init; }

    /// <summary>The same where the host goes on speaking and hears nothing.</summary>
    public required TimeSpan Deaf { get; init; }

    /// <summary>How long healthy hosts are without a lease meanwhile.</summary>
    public required TimeSpan DeafOthers { get; init; }

    /// <summary>Until those who are left agree and share evenly.</summary>
    public required TimeSpan DeafSettled { get; init; }

    /// <summary>From a fault until those who are left agree and share evenly.</summary>
    public required TimeSpan Settled { get; init; }

    /// <summary>From a host's start, or return, until it has its share.</summary>
    public required TimeSpan Joined { get; init; }

    /// <summary>
    /// From when the parts of a divided network hear each other until one of them answers alone.
    /// </summary>
    public required TimeSpan OneAnswer { get; init; }

    /// <summary>How long a host may be without a lease where packets are lost at random.</summary>
    public required TimeSpan Lossy { get; init; }

    /// <summary>
    /// From when a foreign host has given up an address until every client asks the holder.
    /// </summary>
    public required TimeSpan Forgotten { get; init; }
}
