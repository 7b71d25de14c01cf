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

    [LoggerMessage(LogLevel.Information,
        "Connected to corosync as {Name} (node and process), in its group {Group}.")]
    public static partial void Joined(ILogger log, string name, string group);

    [LoggerMessage(LogLevel.Information,
        "Corosync's token time is {Token} ms and its consensus time {Consensus} ms: a host is "
        + "given up after {Detection} ms (DetectionTime) and answers for {Lease} ms after its "
        + "last proof.")]
    public static partial void Times(
        ILogger log, double token, double consensus, double detection, double lease);

    [LoggerMessage(LogLevel.Warning,
        "Corosync did not answer when this daemon started, so that the detection time is "
        + "{Detection} ms; {Better} ms would do: start wackamole again, after corosync.")]
    public static partial void TimesAreDefault(ILogger log, double detection, double better);

    [LoggerMessage(LogLevel.Warning, "{Warning}.")]
    public static partial void DoesNotFit(ILogger log, string warning);

    [LoggerMessage(LogLevel.Warning,
        "corosync.conf names no quorum provider, and Quorum = majority is written: no host takes "
        + "anything. Write `quorum {{ provider: corosync_votequorum }}` there, on every host.")]
    public static partial void NoQuorumProvider(ILogger log);

    [LoggerMessage(LogLevel.Warning, "{Reason}; it is tried again at every SpreadRetryInterval.")]
    public static partial void NotConnected(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    public static partial void Lost(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning,
        "{Sender} sends what only a Spread daemon may send ({Reason}): it is ignored, and said "
        + "once. Let only the cluster's hosts reach the Spread daemons' port.")]
    public static partial void Refused(ILogger log, string sender, string reason);
}
