namespace Wackamole.Lab;

/// <summary>The lab cannot go on; the message is for the person who runs it.</summary>
internal sealed class LabException(string message) : Exception(message);
