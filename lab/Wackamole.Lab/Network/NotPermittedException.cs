namespace Wackamole.Lab.Network;

/// <summary>The system does not let this user make what a lab is made of.</summary>
internal sealed class NotPermittedException(string message) : Exception(message);
