using Wackamole.Core.Wire;

namespace Wackamole.Core.Announcements;

/// <summary>The 14 bytes that every frame begins with. Hardware addresses are 48 bits.</summary>
public readonly record struct EthernetFrame(ulong Destination, ulong Source, ushort Type)
{
    public const ulong Broadcast = 0xffff_ffff_ffff;

    public const int HeaderBytes = 14;

    /// <summary>
    /// Shortest frame without its check sequence (IEEE 802.3): shorter ones are padded.
    /// </summary>
    public const int ShortestBytes = 60;

    public const ushort Ipv4 = 0x0800;
    public const ushort Arp = 0x0806;
    public const ushort Ipv6 = 0x86dd;

    private const ulong GroupBit = 0x0100_0000_0000;

    /// <summary>Whether a single station can have this hardware address.</summary>
    public static bool IsStation(ulong hardware) =>
        hardware is not 0 and <= Broadcast && (hardware & GroupBit) == 0;

    public static FrameRefusal TryParse(ReadOnlySpan<byte> bytes, out EthernetFrame frame)
    {
        var reader = new ByteReader(bytes);
        frame = new EthernetFrame(reader.U48(), reader.U48(), reader.U16());
        return reader.Failed ? FrameRefusal.TooShort
            : IsStation(frame.Source) ? FrameRefusal.None
            : FrameRefusal.BadStation;
    }

    internal void Write(ref ByteWriter writer)
    {
        writer.U48(Destination);
        writer.U48(Source);
        writer.U16(Type);
    }
}
