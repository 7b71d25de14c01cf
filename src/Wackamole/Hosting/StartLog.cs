using Microsoft.Extensions.Logging;

namespace Wackamole.Hosting;

/// <summary>What start and end say in the log.</summary>
internal static partial class StartLog
{
    [LoggerMessage(LogLevel.Information,
        "Wackamole {Version} starts: node {Node}, group {Group}, {Count} virtual interfaces, "
        + "configuration {Path}.")]
    public static partial void Starts(
        ILogger log, string version, string node, string group, int count, string path);

    [LoggerMessage(LogLevel.Information, "Link {Link}: {Endpoint}.")]
    public static partial void Link(ILogger log, int link, string endpoint);

    [LoggerMessage(LogLevel.Information, "Link {Link}: {Endpoint}, multicast group {Group}.")]
    public static partial void MulticastLink(ILogger log, int link, string endpoint, string group);

    [LoggerMessage(LogLevel.Warning,
        "This host is not among the Peers: link {Link} uses {Endpoint}. List it, so that every "
        + "host can have the same file.")]
    public static partial void NotListed(ILogger log, int link, string endpoint);

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    public static partial void Ordinary(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning,
        "The incarnation cannot be kept in {Directory} ({Reason}): should this host's clock go "
        + "back before the next start, it joins a little later. Name another in «StateDirectory».")]
    public static partial void NoState(ILogger log, string directory, string reason);

    [LoggerMessage(LogLevel.Error,
        "{Fault}. This host has no vote until it has been in a part of the cluster with a "
        + "majority, or «wackatrl bootstrap» vouches for it.")]
    public static partial void NoVoters(ILogger log, string fault);

    [LoggerMessage("{Text}")]
    public static partial void Diagnostic(ILogger log, LogLevel level, string text);

    [LoggerMessage(LogLevel.Information,
        "Asked to end: everything moves away first, for {Seconds} s at most.")]
    public static partial void Leaving(ILogger log, double seconds);

    [LoggerMessage(LogLevel.Warning, "Asked to end again: everything is released at once.")]
    public static partial void LeavingAtOnce(ILogger log);

    [LoggerMessage(LogLevel.Error,
        "The loop has not ended within its limit: everything is released without it.")]
    public static partial void LoopStuck(ILogger log);

    [LoggerMessage(LogLevel.Critical,
        "Wackamole has failed and releases everything; please report this: {Fault}")]
    public static partial void Failed(ILogger log, string fault);

    [LoggerMessage(LogLevel.Warning, "{Address} was still there at the end and was removed.")]
    public static partial void RemovedAtEnd(ILogger log, string address);

    [LoggerMessage(LogLevel.Information, "Wackamole ends; none of its addresses is left here.")]
    public static partial void Ended(ILogger log);

    [LoggerMessage(LogLevel.Critical,
        "Wackamole ends, and {Count} of its addresses could not be removed: {Fault}.")]
    public static partial void EndedWithAddresses(ILogger log, int count, string fault);

    [LoggerMessage(LogLevel.Information, "The configuration {Path} was read again.")]
    public static partial void Reloaded(ILogger log, string path);

    [LoggerMessage(LogLevel.Error,
        "The configuration was not read again, and stays as it was: {Reason}")]
    public static partial void NotReloaded(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning,
        "Changed in the configuration, but used only after a restart: {Settings}.")]
    public static partial void NeedsRestart(ILogger log, string settings);

    [LoggerMessage(LogLevel.Warning, "The pid file {Path} cannot be written: {Reason}.")]
    public static partial void NoPidFile(ILogger log, string path, string reason);
}
