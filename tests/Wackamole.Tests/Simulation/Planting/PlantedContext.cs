using System.Reflection;
using System.Runtime.Loader;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>
/// This simulation once more, over the planted core: the same test assembly, loaded a second time
/// where Wackamole.Core means the compiled copy.
/// </summary>
internal sealed class PlantedContext : AssemblyLoadContext
{
    private static readonly Lazy<PlantedContext> Lazy = new(() => new(PlantedFaults.All));

    private readonly Dictionary<int, string> _lost = [];
    private readonly byte[] _core;
    private readonly Func<int, ulong, string?> _runSeed;
    private readonly Func<int, uint, string?> _runGraph;
    private readonly Func<int, string, string, string?> _runStory;

    private PlantedContext(IReadOnlyList<PlantedFault> faults)
        : base("planted")
    {
        _core = PlantedCore.Compile(faults, _lost);
        var runs = LoadFromAssemblyPath(typeof(PlantedContext).Assembly.Location)
            .GetType(typeof(PlantedRuns).FullName!, throwOnError: true)!;
        _runSeed = runs.GetMethod(nameof(PlantedRuns.Seed))!
            .CreateDelegate<Func<int, ulong, string?>>();
        _runGraph = runs.GetMethod(nameof(PlantedRuns.Graph))!
            .CreateDelegate<Func<int, uint, string?>>();
        _runStory = runs.GetMethod(nameof(PlantedRuns.Story))!
            .CreateDelegate<Func<int, string, string, string?>>();
    }

    public static PlantedContext Ours => Lazy.Value;

    /// <summary>Why a fault could not be planted; null where it could.</summary>
    public string? WhyLost(int fault) => _lost.GetValueOrDefault(fault);

    /// <summary>What a seed breaks with this fault on (0: none); null where nothing.</summary>
    public string? Seed(int fault, ulong seed) => _runSeed(fault, seed);

    public string? Graph(int fault, uint edges) => _runGraph(fault, edges);

    /// <summary>What is wrong in a scenario with this fault on; null where nothing.</summary>
    public string? Story(int fault, Type suite, string method) =>
        _runStory(fault, suite.FullName!, method);

    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name switch
    {
        "Wackamole.Core" => LoadFromStream(new MemoryStream(_core)),
        "Wackamole.Tests" => LoadFromAssemblyPath(typeof(PlantedContext).Assembly.Location),
        _ => null,
    };
}
