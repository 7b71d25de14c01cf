using Microsoft.Extensions.Logging;

namespace Wackamole.Fencing;

/// <summary>What the fence says in the log.</summary>
internal static partial class FenceLog
{
    [LoggerMessage(LogLevel.Information,
        "The kernel enforces the lease: the fence stands on {Interfaces} ({Method}), pinned in "
        + "{Folder}.")]
    public static partial void Stands(
        ILogger log, string interfaces, string method, string folder);

    [LoggerMessage(LogLevel.Warning,
        "This host is unfenced ({Reason}): a daemon that is killed or stopped leaves its addresses "
        + "there until their lifetime of a few seconds is over, while other hosts take them.")]
    public static partial void Unfenced(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error,
        "This host holds nothing, since nothing in the kernel would stop it from answering "
        + "without a lease: {Reason}.")]
    public static partial void Refused(ILogger log, string reason);

    [LoggerMessage(LogLevel.Information, "The fence stands on {Interface} as well.")]
    public static partial void Covers(ILogger log, string @interface);

    [LoggerMessage(LogLevel.Critical,
        "The fence is not whole any more: {Reason}. The addresses go, it is put back, and they "
        + "come again through the order.")]
    public static partial void Lost(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "The fence cannot be put back yet: {Reason}.")]
    public static partial void NotRestored(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error,
        "The fence did not take an address, which therefore is not added: {Reason}.")]
    public static partial void NotSet(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error,
        "The fence has no room for {Count} of the addresses that were added to the configuration "
        + "({Reason}): this host does not take them before a restart.")]
    public static partial void NoRoom(ILogger log, int count, string reason);

    [LoggerMessage(LogLevel.Error, "What is left of the fence cannot be removed: {Reason}.")]
    public static partial void Stays(ILogger log, string reason);
}
