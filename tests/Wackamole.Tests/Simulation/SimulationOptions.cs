using System.Globalization;
using Wackamole.Tests.Simulation.Checkers;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// What a person chooses: SIM_SEED replays one seed, SIM_SEEDS says how many, SIM_START where they
/// begin, SIM_CHECK («I1 I4») which checkers watch, SIM_TRACE=1 traces named scenarios,
/// SIM_CONNECTIVITY (all, four, five) tries every graph, SIM_PLANTED (all, or words of a name)
/// surveys planted faults.
/// </summary>
internal static class SimulationOptions
{
    /// <summary>What `make test` runs (docs/SIMULATION.md, «Speed»).</summary>
    private const int UsualSeeds = 1_000;

    public static ulong? Seed => Number("SIM_SEED");

    public static int Seeds => (int)(Number("SIM_SEEDS") ?? UsualSeeds);

    public static ulong Start => Number("SIM_START") ?? 1;

    /// <summary>SIM_MINIMISE=1: the seed is reduced before it is told.</summary>
    public static bool Minimise => Number("SIM_MINIMISE") == 1;

    public static string? Connectivity => Text("SIM_CONNECTIVITY");

    /// <summary>SIM_MEASURE: «loss» measures leases under loss.</summary>
    public static string? Measure => Text("SIM_MEASURE");

    public static string? Planted => Text("SIM_PLANTED");

    /// <summary>The checkers that watch: all, unless a person asked for some.</summary>
    public static Checker[] Checkers(ClusterPlan plan)
    {
        var asked = (Text("SIM_CHECK") ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Invariants.For(plan).Where(checker => asked.Length == 0
            || asked.Contains(checker.Name.Split(' ')[0], StringComparer.Ordinal))];
    }

    /// <summary>
    /// SIM_TRACE=1: named scenarios write their trace to the console as they run.
    /// </summary>
    public static bool TraceStories => Number("SIM_TRACE") == 1;

    private static string? Text(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;

    private static ulong? Number(string name) => ulong.TryParse(
        Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number)
        ? number
        : null;
}
