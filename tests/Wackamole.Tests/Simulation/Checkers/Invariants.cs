namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>Every checker, new: what a simulation runs under unless it says otherwise.</summary>
internal static class Invariants
{
    public static Checker[] For(ClusterPlan plan) => plan.Majority ? Majority() : All();

    /// <summary>
    /// Where a majority is asked for: nothing is ever usable twice, and evidence is other members'.
    /// </summary>
    public static Checker[] Majority() =>
    [
        new Agreement(), new TotalOrder(), new ViewsCut(), new Convergence(), new Stability(),
        new NeverDouble(), new MajorityEvidence(), new QuorateCovered(), new Continuous(),
        new Sticky(), new Balanced(), new SameTable(), new Real(), new NotDeaf(), new Mature(),
    ];

    public static Checker[] All() =>
    [
        new Agreement(), new TotalOrder(), new ViewsCut(), new Convergence(), new Stability(),
        new Exclusive(), new LeaseWord(), new Covered(), new Continuous(), new Sticky(),
        new Balanced(), new SameTable(), new Real(), new NotDeaf(), new Mature(),
    ];
}
