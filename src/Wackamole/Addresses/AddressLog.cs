using Microsoft.Extensions.Logging;

namespace Wackamole.Addresses;

/// <summary>
/// What goes wrong with addresses, in the log. What goes well the node says itself.
/// </summary>
internal static partial class AddressLog
{
    [LoggerMessage(LogLevel.Error,
        "Whether our addresses are still there is not known: {Fault}.")]
    public static partial void NotReadBack(ILogger log, string fault);

    [LoggerMessage(LogLevel.Error, "The lifetime of our addresses was not renewed: {Fault}.")]
    public static partial void NotRenewed(ILogger log, string fault);

    [LoggerMessage(LogLevel.Critical,
        "The lease ended {Milliseconds} ms ago and the addresses are still there: the watchdog "
        + "removed {Count} of them, since another host may take them now.")]
    public static partial void WatchdogRemoved(ILogger log, long milliseconds, int count);

    [LoggerMessage(LogLevel.Critical,
        "The lease ended, and the watchdog cannot remove the addresses: {Fault}.")]
    public static partial void WatchdogFailed(ILogger log, string fault);

    [LoggerMessage(LogLevel.Warning,
        "Removed {Address}: left behind by an earlier run, or put there by something else "
        + "although Wackamole manages it.")]
    public static partial void LeftoverRemoved(ILogger log, string address);

    [LoggerMessage(LogLevel.Error, "Cannot remove what an earlier run left behind: {Fault}.")]
    public static partial void LeftoverStays(ILogger log, string fault);
}
