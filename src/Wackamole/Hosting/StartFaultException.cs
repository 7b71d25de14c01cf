namespace Wackamole.Hosting;

/// <summary>
/// Why the daemon does not start: how it ends, and a sentence that says what to do.
/// </summary>
internal sealed class StartFaultException(int exitStatus, string message) : Exception(message)
{
    public int ExitStatus { get; } = exitStatus;
}
