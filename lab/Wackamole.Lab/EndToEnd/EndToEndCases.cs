using Wackamole.Lab.Linux;

namespace Wackamole.Lab.EndToEnd;

/// <summary>All cases, in the order in which they are played: what others stand on first.</summary>
internal static class EndToEndCases
{
    public static readonly IReadOnlyList<EndToEndCase> All =
    [
        new ObserverMeasuresHoles(),
        new ObserverSeesDoubles(),
        new KilledLabLeavesNothing(),
        new BootAndSpread(),
        new StatusAgrees(),
        new CablePulled(),
        new SwitchPortDies(),
        new OrderlyLeave(),
        new KilledAndReplaced(),
        new CrashedAndReplaced(Native.SIGABRT, "SIGABRT"),
        new CrashedAndReplaced(Native.SIGSEGV, "SIGSEGV"),
        new SentinelKilledFirst(),
        new KilledDuringViewChange(),
        new StoppedIsNotDead(),
        new KilledBehindFence(),
        new StoppedBehindFence(),
        new EngineDaemonKilled(holds: true),
        new EngineDaemonKilled(holds: false),
        new EngineDaemonStopped(holds: true),
        new EngineDaemonStopped(holds: false),
        new EngineDaemonRestarted(holds: true),
        new EngineDaemonRestarted(holds: false),
        .. HostFailure.All.Select(failure => new TakerFails(failure)),
        .. HostFailure.All.Select(failure => new SequencerFails(failure)),
        new ChangedEngine(),
        new FencePulledDown(),
        new KilledAndCleanedUp(),
        new KilledAndRestarted(),
        new HungDaemon(),
        new RestartedGetsShare(),
        new DrainAndStart(),
        new MoveAndUnpin(),
        new FailAndSucceed(),
        new ReloadAddsOne(),
        new RemovedByHand(),
        new RemovedAgainAndAgain(),
        new SharedPrefix(),
        new RouterGroup(),
        new Ipv6FailOver(),
        new ByMulticast(),
        new DualLinkCut(),
        new PartitionAndMerge(),
        new MajorityOfPartition(),
        new TwoHostsAndWitness(),
        new VotersByReload(),
        new MajorityRestarted(),
        new NoKey(),
        new DifferentKeys(),
        new DuplicateNodeName(),
        new UnknownInterface(),
        new StrangerClaims(),
        new HooksRun(),
        new LogDiskFull(),
        new OrdinaryUser(),
        new OriginalControl(),
        new DoctorSays(),
    ];

    /// <summary>Quick ones, of what an engine can get wrong.</summary>
    public static readonly IReadOnlyList<EndToEndCase> Fast =
    [
        new BootAndSpread(),
        new StatusAgrees(),
        new SwitchPortDies(),
        new OrderlyLeave(),
        new KilledBehindFence(),
        new StoppedBehindFence(),
        new EngineDaemonKilled(holds: true),
        new EngineDaemonStopped(holds: true),
        new EngineDaemonRestarted(holds: false),
        new ChangedEngine(),
        new MoveAndUnpin(),
        new PartitionAndMerge(),
    ];
}
