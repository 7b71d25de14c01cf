using Microsoft.Extensions.Logging;

namespace Wackamole.Announcing;

/// <summary>What announcing and probing say in the log.</summary>
internal static partial class AnnounceLog
{
    [LoggerMessage(LogLevel.Warning,
        "{Frames} announcements were not sent: {Fault}. They are repeated later.")]
    public static partial void NotSent(ILogger log, int frames, string fault);

    [LoggerMessage(LogLevel.Warning,
        "{Count} announcements were left out, because more wait than can be sent.")]
    public static partial void LeftOut(ILogger log, long count);

    [LoggerMessage(LogLevel.Error, "Announcements are left out: too many wait.")]
    public static partial void TooManyOrders(ILogger log);

    [LoggerMessage(LogLevel.Warning,
        "Interface {Name} cannot be listened to: {Fault}. Other stations that claim our "
        + "addresses there are not noticed.")]
    public static partial void NotListening(ILogger log, string name, string fault);

    [LoggerMessage(LogLevel.Warning, "The segment cannot be probed: {Fault}.")]
    public static partial void NotProbed(ILogger log, string fault);

    [LoggerMessage(LogLevel.Warning, "This host's ARP table cannot be read: {Fault}.")]
    public static partial void ArpTableNotRead(ILogger log, string fault);
}
