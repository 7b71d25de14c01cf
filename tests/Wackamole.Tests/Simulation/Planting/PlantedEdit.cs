namespace Wackamole.Tests.Simulation.Planting;

/// <summary>
/// One place of the core where a rule stands, and what would stand there without the rule.
/// </summary>
/// <param name="File">Below src/Wackamole.Core.</param>
/// <param name="Member">The method or property, in all of whose code Was stands once.</param>
/// <param name="Was">An expression, or a statement with its semicolon.</param>
/// <param name="Becomes">The same kind of code; an empty statement leaves it out.</param>
internal sealed record PlantedEdit(string File, string Member, string Was, string Becomes)
{
    public bool IsStatement => Was.EndsWith(';');
}
