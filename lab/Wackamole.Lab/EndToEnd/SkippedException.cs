namespace Wackamole.Lab.EndToEnd;

/// <summary>This machine cannot run the case; the message says what is missing.</summary>
internal sealed class SkippedException(string message) : Exception(message);
