namespace Wackatrl;

/// <summary>
/// Why a command was not carried out: how the program ends, and a sentence that says what to do.
/// </summary>
internal sealed class CommandFaultException(int status, string message) : Exception(message)
{
    /// <summary>One of <see cref="CommandStatus"/>.</summary>
    public int Status { get; } = status;
}
