using System.Globalization;

namespace Wackamole.Tests.Simulation.Graphs;

/// <summary>What became of one graph.</summary>
/// <param name="Broken">The invariant and how, or null.</param>
internal sealed record GraphFinding(
    DirectedGraph Graph, bool FromStart, string? Broken, GraphRun Run)
{
    public override string ToString() =>
        Graph.Edges.ToString(Graph.Hosts == 4 ? "x3" : "x5", CultureInfo.InvariantCulture)
        + $" [{Graph}] " +
        $"{(FromStart ? "from the start" : "after a boot")}: {Broken}";
}
