using Wackamole.Linux.Bpf;

namespace Wackamole.Fencing;

/// <summary>
/// The map «drops»: one number of 64 bits for each direction, kind of packet and reason.
/// </summary>
internal static class DropCounters
{
    private static readonly int Reasons = Enum.GetValues<DropReason>().Length;
    private static readonly int Classes = Enum.GetValues<PacketClass>().Length;

    public static readonly int Count = 2 * Classes * Reasons;

    /// <summary>The place of one counter among all.</summary>
    public static int IndexOf(TrafficDirection direction, PacketClass kind, DropReason reason) =>
        ((int)direction * Classes + (int)kind) * Reasons + (int)reason;

    /// <summary>
    /// Those above zero by their names in a status, such as «fence.dropped.egress.arp.lapsed»,
    /// and their sum «fence.dropped».
    /// </summary>
    public static IEnumerable<KeyValuePair<string, long>> Read(Func<int, long> read)
    {
        var sum = 0L;
        foreach (var direction in Enum.GetValues<TrafficDirection>())
        {
            foreach (var kind in Enum.GetValues<PacketClass>())
            {
                foreach (var reason in Enum.GetValues<DropReason>())
                {
                    var count = read(IndexOf(direction, kind, reason));
                    sum += count;
                    if (count > 0)
                    {
                        yield return new(NameOf(direction, kind, reason), count);
                    }
                }
            }
        }

        yield return new("fence.dropped", sum);
    }

    private static string NameOf(
        TrafficDirection direction, PacketClass kind, DropReason reason) =>
        $"fence.dropped.{direction.ToString().ToLowerInvariant()}.{NameOf(kind)}."
        + reason.ToString().ToLowerInvariant();

    private static string NameOf(PacketClass kind) => kind switch
    {
        PacketClass.Arp => "arp",
        PacketClass.IpV4 => "ipv4",
        PacketClass.IpV6 => "ipv6",
        _ => "advertisement",
    };
}
