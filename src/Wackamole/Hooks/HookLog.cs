using Microsoft.Extensions.Logging;

namespace Wackamole.Hooks;

/// <summary>What hooks say in the log.</summary>
internal static partial class HookLog
{
    [LoggerMessage(LogLevel.Debug, "Hook {Subject}: {Program} ended well after {Milliseconds} ms.")]
    public static partial void Ended(
        ILogger log, string subject, string program, long milliseconds);

    [LoggerMessage(LogLevel.Warning,
        "Hook {Subject}: {Program} ended with status {Status} after {Milliseconds} ms.")]
    public static partial void Failed(
        ILogger log, string subject, string program, int status, long milliseconds);

    [LoggerMessage(LogLevel.Warning,
        "Hook {Subject}: {Program} ran longer than {Seconds} s (HookTimeout) and was killed.")]
    public static partial void Killed(
        ILogger log, string subject, string program, double seconds);

    [LoggerMessage(LogLevel.Warning,
        "Hook {Subject}: {Program} was killed because the daemon ends.")]
    public static partial void KilledAtEnd(ILogger log, string subject, string program);

    [LoggerMessage(LogLevel.Error, "Hook {Subject}: {Program} could not be run: {Reason}.")]
    public static partial void NotStarted(
        ILogger log, string subject, string program, string reason);

    [LoggerMessage(LogLevel.Debug,
        "Hook {Subject} is left out: a newer event of the same virtual interface came first.")]
    public static partial void Superseded(ILogger log, string subject);

    [LoggerMessage(LogLevel.Error,
        "Hook {Subject} is left out: too many events wait for their programs.")]
    public static partial void TooMany(ILogger log, string subject);
}
