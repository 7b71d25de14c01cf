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
        new KilledBehindFence(),
        new StoppedBehindFence(),
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
}
