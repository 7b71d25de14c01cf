namespace Wackamole.Tests.Simulation;

/// <summary>
/// A seed that broke an invariant, told so that a person can begin to understand.
/// </summary>
internal sealed record SeedFailure(ulong Seed, string Invariant, string Text)
{
    private const int TraceLines = 60;

    /// <summary>
    /// Runs a seed; where it fails, runs it once more with a trace, for the sweep writes none.
    /// </summary>
    public static SeedFailure? Of(Scenario scenario, out SimulatedCluster? cluster)
    {
        cluster = null;
        try
        {
            cluster = scenario.Run();
            return null;
        }
        catch (InvariantBrokenException broken)
        {
            var trace = new Trace();
            var again = Replay(scenario, trace);
            return new SeedFailure(scenario.Seed, broken.Invariant,
                $"seed {scenario.Seed} breaks {broken.Message}\n" +
                (again == broken.Message ? "" : $"AND ITS REPLAY DIFFERS: {again}\n") +
                $"{scenario}\n{trace.Last(TraceLines)}\n" +
                $"seed {scenario.Seed} breaks {broken.Message}\n" +
                $"replay it with: make sim SEED={scenario.Seed}");
        }
    }

    private static string? Replay(Scenario scenario, Trace trace)
    {
        try
        {
            scenario.Run(trace);
            return null;
        }
        catch (InvariantBrokenException broken)
        {
            return broken.Message;
        }
    }
}
