namespace Wackamole.Lab.Commands;

/// <summary>This machine has not what was asked for; the message says how to get it.</summary>
internal sealed class NotHereException(string message) : Exception(message);
