using Microsoft.Extensions.Logging;

namespace Wackamole.Engines;

/// <summary>What the session with an engine outside this process says in the log.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(LogLevel.Information,
        "Connected to the Spread daemon at {Address} as {Name} (Spread {Version}), in its group "
        + "{Group}.")]
    public static partial void Connected(
        ILogger log, string address, string name, string version, string group);

    [LoggerMessage(LogLevel.Warning, "{Reason}; it is tried again at every SpreadRetryInterval.")]
    public static partial void NotConnected(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    public static partial void Lost(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning,
        "{Sender} sends what only a Spread daemon may send ({Reason}): it is ignored, and said "
        + "once. Let only the cluster's hosts reach the Spread daemons' port.")]
    public static partial void Refused(ILogger log, string sender, string reason);
}
