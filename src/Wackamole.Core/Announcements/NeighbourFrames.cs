using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Announcements;

/// <summary>
/// The neighbour messages that we send (RFC 4861): what ARP is for IPv4. «Hardware» is the MAC of
/// the interface that sends, «address» the virtual address that it now has.
/// </summary>
public static class NeighbourFrames
{
    /// <summary>The longest: an Ethernet and an IPv6 header, a message and one option.</summary>
    public const int MostBytes = 86;

    internal const uint RouterFlag = 0x8000_0000;
    internal const uint SolicitedFlag = 0x4000_0000;
    internal const uint OverrideFlag = 0x2000_0000;
    internal const byte SourceOption = 1;
    internal const byte TargetOption = 2;

    private const int MessageBytes = 24;
    private const int OptionBytes = 8;
    private const uint LowBits = 0xff_ffff;

    private static readonly IpAddress Unspecified = IpAddress.V6(UInt128.Zero);
    private static readonly IpAddress AllNodes =
        IpAddress.V6(new UInt128(0xff02_0000_0000_0000, 1));

    /// <summary>
    /// To all nodes: the address is here now, whatever was known before (RFC 4861, 7.2.6).
    /// </summary>
    /// <param name="router">
    /// Whether this host forwards: a host that is told otherwise drops the address from its
    /// routers (RFC 4861, 7.2.5).
    /// </param>
    public static int UnsolicitedAdvertisement(
        Span<byte> frame, ulong hardware, IpAddress address, bool router) =>
        Advertisement(frame, hardware, address, AllNodes, MulticastHardware(AllNodes), router);

    /// <summary>
    /// To one host: by its MAC, or, where that is not known, to its solicited-node group, which
    /// is the narrowest that it listens to.
    /// </summary>
    public static int DirectedAdvertisement(Span<byte> frame, ulong hardware, IpAddress address,
        IpAddress target, ulong? targetHardware, bool router)
    {
        var group = SolicitedNode(target);
        return targetHardware is { } known
            ? Advertisement(frame, hardware, address, target, known, router)
            : Advertisement(frame, hardware, address, group, MulticastHardware(group), router);
    }

    /// <summary>
    /// Does anybody have this address? Claims nothing itself: its source is unspecified, and so
    /// it carries no hardware address (RFC 4862, 5.4.2).
    /// </summary>
    public static int Probe(Span<byte> frame, ulong hardware, IpAddress address)
    {
        var group = SolicitedNode(address);
        var writer = new ByteWriter(frame);
        Begin(ref writer, hardware, Unspecified, group, MulticastHardware(group), MessageBytes);
        WriteMessage(ref writer, NeighbourKind.Solicitation, 0, address);
        return Finish(frame, writer.Written);
    }

    /// <summary>
    /// Who has the target? From an address of the interface's own: provokes a frame of a gateway.
    /// </summary>
    public static int Solicitation(
        Span<byte> frame, ulong hardware, IpAddress source, IpAddress target)
    {
        var group = SolicitedNode(target);
        var writer = new ByteWriter(frame);
        Begin(ref writer, hardware, source, group, MulticastHardware(group),
            MessageBytes + OptionBytes);
        WriteMessage(ref writer, NeighbourKind.Solicitation, 0, target);
        WriteOption(ref writer, SourceOption, hardware);
        return Finish(frame, writer.Written);
    }

    /// <summary>ff02::1:ff00:0/104 and the low 24 bits of an address (RFC 4291, 2.7.1).</summary>
    public static IpAddress SolicitedNode(IpAddress address) => IpAddress.V6(new UInt128(
        0xff02_0000_0000_0000, 0x0000_0001_ff00_0000UL | (uint)(address.Bits & LowBits)));

    /// <summary>33:33 and the low 32 bits of a group (RFC 2464, 7).</summary>
    public static ulong MulticastHardware(IpAddress group) =>
        0x3333_0000_0000UL | (uint)(group.Bits & uint.MaxValue);

    private static int Advertisement(Span<byte> frame, ulong hardware, IpAddress address,
        IpAddress destination, ulong destinationHardware, bool router)
    {
        var writer = new ByteWriter(frame);
        Begin(ref writer, hardware, address, destination, destinationHardware,
            MessageBytes + OptionBytes);
        WriteMessage(ref writer, NeighbourKind.Advertisement,
            router ? OverrideFlag | RouterFlag : OverrideFlag, address);
        WriteOption(ref writer, TargetOption, hardware);
        return Finish(frame, writer.Written);
    }

    private static void Begin(ref ByteWriter writer, ulong hardware, IpAddress source,
        IpAddress destination, ulong destinationHardware, int payloadBytes)
    {
        Invariant.Require(source.IsV6 && destination.IsV6, "neighbour discovery is for IPv6");
        new EthernetFrame(destinationHardware, hardware, EthernetFrame.Ipv6).Write(ref writer);
        IpHeaders.WriteV6(
            ref writer, IpHeaders.LocalHopLimit, source, destination, payloadBytes);
    }

    private static void WriteMessage(
        ref ByteWriter writer, NeighbourKind kind, uint flags, IpAddress target)
    {
        writer.U8((byte)kind);
        writer.U8(0);
        writer.U16(0);
        writer.U32(flags);
        writer.U128(target.Bits);
    }

    private static void WriteOption(ref ByteWriter writer, byte type, ulong hardware)
    {
        writer.U8(type);
        writer.U8(1);
        writer.U48(hardware);
    }

    private static int Finish(Span<byte> frame, int length)
    {
        IpHeaders.SealIcmpV6(frame[..length]);
        return length;
    }
}
