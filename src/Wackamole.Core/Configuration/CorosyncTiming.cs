using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>
/// The times that fit a Corosync ring (decision 0011): it notices a silent node after its token
/// time and knows its new members after its consensus time, during which nothing is delivered. L
/// must outlast that, and the heartbeats before and after it.
/// </summary>
public static class CorosyncTiming
{
    /// <summary>
    /// T where Corosync cannot be asked: enough for three nodes with its own settings (token
    /// 3.65 s, consensus 4.38 s).
    /// </summary>
    public static readonly TimeSpan DefaultDetection = TimeSpan.FromSeconds(10);

    private const int HeartbeatsBeside = 4;
    private const int LeastHeartbeatsBeside = 3;
    private const int HeartbeatsOfConsensus = 3;
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(10);

    /// <summary>T, h and L that follow from Corosync's times.</summary>
    public static Timing For(TimeSpan token, TimeSpan consensus)
    {
        var heartbeat = Whole(Shorter(
            Timing.LongestEngineHeartbeat, consensus / HeartbeatsOfConsensus));
        var needed = token + consensus + (HeartbeatsBeside + 1.6) * heartbeat;
        var detection = Grain * Math.Ceiling(needed / Grain);
        return Timing.From(Shorter(detection, Limits.LongestDetectionTime), heartbeat, null);
    }

    /// <summary>
    /// What is wrong with times beside Corosync's, and what to write; null where they fit.
    /// </summary>
    public static string? Fault(Timing timing, TimeSpan token, TimeSpan consensus)
    {
        var better = For(token, consensus);
        var remedy = "leave `DetectionTime`, `Heartbeat` and `Lease` out, or write "
            + $"`DetectionTime = {Text(better.Detection)}`";
        if (timing.Lease < token + consensus + LeastHeartbeatsBeside * timing.Heartbeat)
        {
            return $"the lease ({Text(timing.Lease)}) is too short for Corosync's token "
                + $"({Text(token)}) and consensus ({Text(consensus)}): healthy hosts would lose "
                + $"their addresses whenever a node comes or goes; {remedy}, or shorten "
                + "Corosync's times";
        }

        return timing.Heartbeat * HeartbeatsOfConsensus > consensus
            ? $"the heartbeat interval ({Text(timing.Heartbeat)}) is more than a third of "
                + $"Corosync's consensus ({Text(consensus)}): what comes back late could pass for "
                + $"timely; {remedy} and `Heartbeat = {Text(better.Heartbeat)}`"
            : null;
    }

    private static TimeSpan Whole(TimeSpan time) =>
        TimeSpan.FromMilliseconds(Math.Max(1, Math.Floor(time.TotalMilliseconds)));

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static string Text(TimeSpan time) => TimeText.Format(time);
}
