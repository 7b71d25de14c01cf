using System.Reflection;
using Wackamole.Core;
using Wackamole.Tests.Simulation.Graphs;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>What runs beside the planted core; called from outside with plain words.</summary>
internal static class PlantedRuns
{
    private static readonly Action<int> Switch = typeof(Node).Assembly
        .GetType(PlantedCore.Switch, throwOnError: true)!.GetMethod("Set")!
        .CreateDelegate<Action<int>>();

    public static string? Seed(int fault, ulong seed) => With(fault, () =>
    {
        try
        {
            ScenarioGenerator.Generate(seed).Run();
            return null;
        }
        catch (InvariantBrokenException broken)
        {
            return broken.Message;
        }
    });

    public static string? Graph(int fault, uint edges) =>
        With(fault, () => new GraphRun(new DirectedGraph(4, edges), fromStart: false).Run());

    public static string? Story(int fault, string suite, string method) => With(fault, () =>
    {
        var type = typeof(PlantedRuns).Assembly.GetType(suite, throwOnError: true)!;
        try
        {
            type.GetMethod(method)!.Invoke(Activator.CreateInstance(type), null);
            return null;
        }
        catch (TargetInvocationException failed)
        {
            return failed.InnerException!.Message;
        }
    });

    private static string? With(int fault, Func<string?> run)
    {
        Switch(fault);
        try
        {
            return run();
        }
        finally
        {
            Switch(0);
        }
    }
}
