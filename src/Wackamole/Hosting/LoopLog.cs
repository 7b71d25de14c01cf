using Microsoft.Extensions.Logging;

namespace Wackamole.Hosting;

/// <summary>What the loop says in the log.</summary>
internal static partial class LoopLog
{
    [LoggerMessage("{Text}")]
    public static partial void Report(ILogger log, LogLevel level, string text);

    [LoggerMessage(LogLevel.Warning,
        "The loop woke too late {Times} times, {Milliseconds} ms at worst: this machine is "
        + "overloaded or was stopped, and what looks like a fault of the network may be none.")]
    public static partial void Late(ILogger log, int times, long milliseconds);

    [LoggerMessage(LogLevel.Warning,
        "Packets to the peers cannot be sent over link {Link} (to {Peer}): {Reason}.")]
    public static partial void LinkFails(ILogger log, int link, string peer, string reason);

    [LoggerMessage(LogLevel.Information,
        "Packets to the peers are sent over link {Link} again; {Count} were not.")]
    public static partial void LinkWorks(ILogger log, int link, long count);

    [LoggerMessage(LogLevel.Error,
        "Too many changes of addresses wait: {Count} virtual interfaces are left for later.")]
    public static partial void TooManyOrders(ILogger log, int count);
}
