namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>Every checker, new: what a simulation runs under unless it says otherwise.</summary>
internal static class Invariants
{
    public static Checker[] All() =>
    [
        new Agreement(), new TotalOrder(), new ViewsCut(), new Convergence(), new Stability(),
        new Exclusive(), new LeaseWord(), new Covered(), new Continuous(), new Sticky(),
        new Balanced(), new SameTable(), new Real(), new NotDeaf(), new Mature(),
    ];
}
