namespace Wackamole.Core.Values;

/// <summary>
/// The program itself is wrong: the host releases everything and the daemon ends.
/// </summary>
public sealed class InvariantViolatedException(string promise)
    : Exception($"invariant violated: {promise}");
