namespace Wackamole.Linux;

/// <summary>A descriptor could not be had: there is nothing to go on with.</summary>
public sealed class SystemFaultException(SystemFault fault) : Exception(fault.Text)
{
    /// <summary>
    /// The error comes first: making the text may overwrite the error of the last system call.
    /// </summary>
    public SystemFaultException(int errno, string action, string? detail = null)
        : this(new SystemFault(action, errno, detail))
    {
    }

    public SystemFault Fault { get; } = fault;
}
