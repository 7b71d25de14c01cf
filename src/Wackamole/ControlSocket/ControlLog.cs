using Microsoft.Extensions.Logging;

namespace Wackamole.ControlSocket;

/// <summary>What the control socket says in the log.</summary>
internal static partial class ControlLog
{
    [LoggerMessage(LogLevel.Information, "Operators are served on the control socket {Path}.")]
    public static partial void Serving(ILogger log, string path);

    [LoggerMessage(LogLevel.Warning,
        "The control socket cannot take a client: {Reason}. Trying again.")]
    public static partial void AcceptFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning,
        "A program of user {User} was refused on the control socket: only root and the user "
        + "that the daemon runs as may steer it.")]
    public static partial void RefusedUser(ILogger log, uint user);

    [LoggerMessage(LogLevel.Warning,
        "A control client sent the unknown command byte {Command}; its connection is closed.")]
    public static partial void UnknownByte(ILogger log, byte command);
}
