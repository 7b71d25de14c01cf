using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Announcements;

/// <summary>
/// An echo request from the virtual address: switches and the host itself learn where the
/// address is now by traffic, where they ignore ARP that was not asked for.
/// </summary>
public static class EchoFrames
{
    /// <summary>The original's IP identification, ICMP identifier and sequence number.</summary>
    private const ushort Mark = 0xfefe;

    private const byte UsualHopLimit = 64;
    private const ushort RequestV4 = 0x0800;
    private const ushort RequestV6 = 0x8000;
    private const int MessageBytes = 8;

    /// <summary>Writes the frame and returns its length: 60 (IPv4), 62 (IPv6).</summary>
    public static int Request(Span<byte> frame, ulong hardware, IpAddress address,
        IpAddress target, ulong targetHardware)
    {
        Invariant.Require(address.IsV6 == target.IsV6, "both addresses are of one family");
        return address.IsV6
            ? WriteV6(frame, hardware, address, target, targetHardware)
            : WriteV4(frame, hardware, address, target, targetHardware);
    }

    private static int WriteV4(Span<byte> frame, ulong hardware, IpAddress address,
        IpAddress target, ulong targetHardware)
    {
        var padded = frame[..EthernetFrame.ShortestBytes];
        padded.Clear();
        var writer = new ByteWriter(padded);
        new EthernetFrame(targetHardware, hardware, EthernetFrame.Ipv4).Write(ref writer);
        IpHeaders.WriteV4(ref writer, Mark, address, target, MessageBytes);
        var message = padded.Slice(writer.Written, MessageBytes);
        WriteMessage(ref writer, RequestV4);
        new ByteWriter(message[2..]).U16(InternetChecksum.Of(message));
        return padded.Length;
    }

    private static int WriteV6(Span<byte> frame, ulong hardware, IpAddress address,
        IpAddress target, ulong targetHardware)
    {
        var writer = new ByteWriter(frame);
        new EthernetFrame(targetHardware, hardware, EthernetFrame.Ipv6).Write(ref writer);
        IpHeaders.WriteV6(ref writer, UsualHopLimit, address, target, MessageBytes);
        WriteMessage(ref writer, RequestV6);
        IpHeaders.SealIcmpV6(frame[..writer.Written]);
        return writer.Written;
    }

    private static void WriteMessage(ref ByteWriter writer, ushort typeAndCode)
    {
        writer.U16(typeAndCode);
        writer.U16(0);
        writer.U16(Mark);
        writer.U16(Mark);
    }
}
