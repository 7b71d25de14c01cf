namespace Wackamole.Linux.Corosync;

/// <summary>Corosync cannot be used, or is lost; the message says why, for people.</summary>
internal sealed class CorosyncException(string message) : Exception(message);
