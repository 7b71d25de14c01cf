using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Announcements;

/// <summary>
/// ARP for IPv4 over Ethernet (RFC 826), with the addresses of the frame around it.
/// </summary>
public readonly record struct ArpFrame(
    ulong Destination, ulong Source, ArpOperation Operation, ulong SenderHardware,
    IpAddress Sender, ulong TargetHardware, IpAddress Target)
{
    /// <summary>Without padding.</summary>
    public const int Bytes = 42;

    private const ushort HardwareEthernet = 1;

    // The lengths of hardware and protocol addresses, 6 and 4.
    private const ushort AddressLengths = 0x0604;

    /// <summary>Writes a padded frame and returns its length: 60.</summary>
    public int Write(Span<byte> frame)
    {
        Invariant.Require(!Sender.IsV6 && !Target.IsV6, "ARP is for IPv4");
        var padded = frame[..EthernetFrame.ShortestBytes];
        padded.Clear();
        var writer = new ByteWriter(padded);
        new EthernetFrame(Destination, Source, EthernetFrame.Arp).Write(ref writer);
        writer.U16(HardwareEthernet);
        writer.U16(EthernetFrame.Ipv4);
        writer.U16(AddressLengths);
        writer.U16((ushort)Operation);
        writer.U48(SenderHardware);
        writer.U32(Sender.AsV4);
        writer.U48(TargetHardware);
        writer.U32(Target.AsV4);
        return padded.Length;
    }

    public static FrameRefusal TryParse(ReadOnlySpan<byte> bytes, out ArpFrame arp)
    {
        arp = default;
        var refusal = EthernetFrame.TryParse(bytes, out var frame);
        if (refusal != FrameRefusal.None || frame.Type != EthernetFrame.Arp)
        {
            return refusal != FrameRefusal.None ? refusal : FrameRefusal.OtherProtocol;
        }

        var reader = new ByteReader(bytes[EthernetFrame.HeaderBytes..]);
        var form = (reader.U16(), reader.U16(), reader.U16());
        arp = new ArpFrame(frame.Destination, frame.Source, (ArpOperation)reader.U16(),
            reader.U48(), IpAddress.V4(reader.U32()), reader.U48(), IpAddress.V4(reader.U32()));
        return reader.Failed ? FrameRefusal.TooShort
            : form != (HardwareEthernet, EthernetFrame.Ipv4, AddressLengths)
                ? FrameRefusal.OtherForm
            : arp.Operation is not (ArpOperation.Request or ArpOperation.Reply)
                ? FrameRefusal.UnknownOperation
            : !EthernetFrame.IsStation(arp.SenderHardware) ? FrameRefusal.BadStation
            : FrameRefusal.None;
    }
}
