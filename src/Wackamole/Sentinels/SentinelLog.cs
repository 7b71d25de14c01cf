using Microsoft.Extensions.Logging;

namespace Wackamole.Sentinels;

/// <summary>What the daemon says of its sentinel in the log.</summary>
internal static partial class SentinelLog
{
    [LoggerMessage(LogLevel.Information,
        "Should this daemon die, process {Process} clears up after it and tells the others at "
        + "once.")]
    public static partial void Started(ILogger log, int process);

    [LoggerMessage(LogLevel.Warning,
        "The sentinel, process {Process}, is gone, and another is started: should the daemon die "
        + "meanwhile, the others wait as if the host were lost.")]
    public static partial void Lost(ILogger log, int process);

    [LoggerMessage(LogLevel.Warning,
        "There is no sentinel ({Reason}), and it is tried again: should the daemon die meanwhile, "
        + "the others wait as if the host were lost.")]
    public static partial void NotStarted(ILogger log, string reason);
}
