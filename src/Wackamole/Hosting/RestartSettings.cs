using Wackamole.Core.Configuration;

namespace Wackamole.Hosting;

/// <summary>
/// The settings that a running daemon cannot change: what a membership is made of, and what is
/// opened once.
/// </summary>
internal static class RestartSettings
{
    private static readonly (string Name, Func<HostSettings, object?> Read)[] Fixed =
    [
        ("Node", one => one.Node.Name),
        ("Group", one => one.File.Group),
        ("Engine", one => one.File.Engine),
        ("Spread", one => one.File.Spread),
        ("SpreadRetryInterval", one => one.File.SpreadRetryInterval),
        ("Control", one => one.File.Control),
        ("StateDirectory", one => one.File.StateDirectory),
        ("Peers", one => one.File.Peers),
        ("Multicast", one => one.File.Multicast),
        ("Links", one => one.File.Links),
        ("Port", one => one.File.Port),
        ("DetectionTime, Heartbeat or Lease", one => one.File.Timing),
        ("Authentication", one => one.File.Authentication),
        ("KeyFile", one => KeysOf(one)),
        ("RealTime", one => one.File.RealTime),
        ("Fence", one => one.File.Fence),
        ("Quorum", one => one.File.Quorum),
        ("Witness", one => one.File.Witness),
    ];

    /// <summary>
    /// The directives in which a file differs from what the daemon was started with.
    /// </summary>
    public static List<string> Changed(HostSettings started, HostSettings read) =>
        [.. Fixed.Where(one => !Equals(one.Read(started), one.Read(read))).Select(one => one.Name)];

    // The content, not the path: new keys in the same file are a change too.
    private static string KeysOf(HostSettings settings) => settings.Node.Keys is { } keys
        ? ClusterKeysText.Format(keys) : string.Empty;
}
