using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// What one received frame says about other stations: that there is one, and which address it
/// says is its own. For probing a segment and for finding who claims what is held here; the
/// caller knows which hardware addresses are this host's own.
/// </summary>
/// <param name="Station">Who sent the frame (its Ethernet source).</param>
/// <param name="Claimed">The address that it says somebody has, or null.</param>
/// <param name="ClaimedBy">
/// The hardware address that has it; Station where nothing is claimed.
/// </param>
/// <param name="Wanted">
/// The address that a probe asks for before taking it, or null: two that probe for one address
/// at a time are in conflict too (RFC 5227, 2.1.1; RFC 4862, 5.4.3).
/// </param>
public readonly record struct Sighting(
    ulong Station, IpAddress? Claimed, ulong ClaimedBy, IpAddress? Wanted)
{
    /// <summary>False for what no single station can have sent, and for bad ARP and ND.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Sighting sighting)
    {
        sighting = default;
        if (EthernetFrame.TryParse(bytes, out var frame) != FrameRefusal.None)
        {
            return false;
        }

        sighting = new Sighting(frame.Source, null, frame.Source, null);
        return frame.Type switch
        {
            EthernetFrame.Arp => TryReadArp(bytes, ref sighting),
            EthernetFrame.Ipv6 => TryReadNeighbour(bytes, ref sighting),
            _ => true,
        };
    }

    private static bool TryReadArp(ReadOnlySpan<byte> bytes, ref Sighting sighting)
    {
        if (ArpFrame.TryParse(bytes, out var arp) != FrameRefusal.None)
        {
            return false;
        }

        var probe = arp.Sender.AsV4 == 0;
        sighting = new Sighting(arp.Source, probe ? null : arp.Sender, arp.SenderHardware,
            probe ? arp.Target : null);
        return true;
    }

    private static bool TryReadNeighbour(ReadOnlySpan<byte> bytes, ref Sighting sighting)
    {
        var refusal = NeighbourFrame.TryParse(bytes, out var neighbour);
        if (refusal != FrameRefusal.None)
        {
            // Other IPv6 traffic shows that its sender lives.
            return refusal == FrameRefusal.OtherProtocol;
        }

        var probe = neighbour.Kind == NeighbourKind.Solicitation && neighbour.IsProbe;
        IpAddress? claimed = neighbour.Kind == NeighbourKind.Advertisement ? neighbour.Target
            : probe ? null
            : neighbour.Source;
        sighting = new Sighting(neighbour.Station, claimed,
            neighbour.Hardware ?? neighbour.Station, probe ? neighbour.Target : null);
        return true;
    }
}
