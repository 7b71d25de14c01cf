namespace Wackamole.Lab.EndToEnd;

/// <summary>
/// An interruption was longer than it may be. A machine that did not run one of the daemons for a
/// moment only ever makes it longer, so the case is played again before it is believed.
/// </summary>
internal sealed class TooSlowException(string message) : Exception(message);
