using Wackamole.Lab.Series.Strikes;

namespace Wackamole.Lab.Series;

/// <summary>Every strike, in the order of the table.</summary>
internal static class AllStrikes
{
    /// <summary>Made anew for each series: a strike knows when it fell.</summary>
    public static IReadOnlyList<Strike> Make() =>
    [
        new DaemonKilled(),
        new DaemonAndSentinelKilled(),
        new DaemonStopped(),
        new LoopHeld(),
        new HostDeaf(),
        new HostMute(),
        new OneDirection(),
        new PacketFilterFlushed(),
        new QueueingRemoved(),
        new SecondInterface(),
        new PartedUnderMajority(hosts: 3, apart: 1),
        new PartedUnderMajority(hosts: 5, apart: 2),
        new AllPartedUnderMajority(),
    ];
}
