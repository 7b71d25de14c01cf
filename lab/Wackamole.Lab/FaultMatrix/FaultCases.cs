using Wackamole.Lab.FaultMatrix.Cases;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>The whole matrix, in the order in which it is played.</summary>
internal static class FaultCases
{
    public static readonly IReadOnlyList<FaultCase> All =
    [
        new AllBoot(),
        new CablePulled(),
        new SwitchPortDies(),
        new CarrierFlaps(),
        new DaemonTerminated(),
        new DaemonKilled(),
        new DaemonAndSentinelKilled(),
        new DaemonStopped(),
        new EachRestarted(),
        new HostDeaf(),
        new HostMute(),
        new PacketsLost(),
        new NetworkSplit(),
        new RemovedByHand(),
        new ForeignClaim(),
        new EveryCoreBusy(),
        new WallClockStepped(),
        new LogDiskFull(),
        new TwoHostsCrash(),
        new DiesDuringBalance(),
    ];

    /// <summary>Quick ones, of what the end-to-end tests do not have already.</summary>
    public static readonly IReadOnlyList<FaultCase> Fast =
    [
        new CarrierFlaps(),
        new HostDeaf(),
        new HostMute(),
        new WallClockStepped(),
        new TwoHostsCrash(),
        new DiesDuringBalance(),
    ];
}
