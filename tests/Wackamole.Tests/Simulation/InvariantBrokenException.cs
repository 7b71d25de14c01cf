namespace Wackamole.Tests.Simulation;

/// <summary>A checker found its invariant broken: the run ends here.</summary>
internal sealed class InvariantBrokenException(string invariant, string what)
    : Exception($"{invariant}: {what}")
{
    /// <summary>Which, as «I6 Exclusive».</summary>
    public string Invariant => invariant;
}
