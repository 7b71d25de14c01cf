using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Control;

namespace Wackatrl.Rendering;

/// <summary>
/// What the kernel kept from the wire or from the host: the counters «fence.dropped.…» in words.
/// </summary>
internal static class DroppedPackets
{
    private const string Prefix = "fence.dropped.";

    public static ImmutableArray<string> Of(ClusterStatus status) =>
        [.. status.Counters.Where(one => one.Value > 0).Select(one => Line(one.Key, one.Value))
            .OfType<string>()];

    private static string? Line(string name, long count) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name[Prefix.Length..].Split('.') is [var direction, var kind, var reason]
            ? string.Create(CultureInfo.InvariantCulture,
                $"{count} {KindText(kind)} {DirectionText(direction)}: {ReasonText(reason)}")
            : null;

    private static string DirectionText(string direction) =>
        direction == "ingress" ? "for it" : "in its name";

    private static string KindText(string kind) => kind switch
    {
        "arp" => "ARP",
        "ipv4" => "IPv4",
        "ipv6" => "IPv6",
        _ => kind,
    };

    private static string ReasonText(string reason) => reason switch
    {
        "lapsed" => "the lease was over",
        "closed" => "the address was coming or going",
        "elsewhere" => "the address is another host's",
        _ => reason,
    };
}
