namespace Wackamole.Lab.FaultMatrix;

/// <summary>An expectation that was missed.</summary>
/// <param name="MayBeStall">
/// A machine that did not run a daemon for a moment explains it as well: played again before it
/// is believed.
/// </param>
internal sealed record Miss(string Text, bool MayBeStall);
