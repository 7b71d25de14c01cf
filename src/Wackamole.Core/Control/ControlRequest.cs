namespace Wackamole.Core.Control;

/// <summary>
/// What an operator asks of the daemon: one JSON object a line on the control socket.
/// </summary>
/// <param name="VirtualInterface">The head address of a virtual interface, as text.</param>
/// <param name="Host">A member's name.</param>
public sealed record ControlRequest(
    ControlCommand Command, string? VirtualInterface = null, string? Host = null);
