namespace Wackamole.Tests.Simulation.Graphs;

/// <summary>What became of one graph.</summary>
/// <param name="Broken">The invariant and how, or null.</param>
internal sealed record GraphFinding(
    DirectedGraph Graph, bool FromStart, string? Broken, GraphRun Run)
{
    public override string ToString() => $"{Graph.Edges:x3} [{Graph}] " +
        $"{(FromStart ? "from the start" : "after a boot")}: {Broken}";
}
