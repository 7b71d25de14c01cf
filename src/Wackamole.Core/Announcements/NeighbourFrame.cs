using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Announcements;

/// <summary>
/// A neighbour solicitation or advertisement that RFC 4861 (7.1) lets a host believe.
/// </summary>
/// <param name="Station">The Ethernet source.</param>
/// <param name="Source">The IPv6 source; :: in a probe.</param>
/// <param name="Hardware">
/// The hardware address in its option (of the source in a solicitation, of the target in an
/// advertisement), or null where it has none.
/// </param>
public readonly record struct NeighbourFrame(
    ulong Station, NeighbourKind Kind, IpAddress Source, IpAddress Destination, IpAddress Target,
    ulong? Hardware)
{
    private const int MessageBytes = 24;
    private const int OptionUnitBytes = 8;
    private const byte MulticastPrefix = 0xff;

    /// <summary>Whether nobody speaks yet: the source is unspecified.</summary>
    public bool IsProbe => Source.Bits == UInt128.Zero;

    public static FrameRefusal TryParse(ReadOnlySpan<byte> bytes, out NeighbourFrame neighbour)
    {
        neighbour = default;
        var refusal = EthernetFrame.TryParse(bytes, out var frame);
        if (refusal != FrameRefusal.None)
        {
            return refusal;
        }

        if (frame.Type != EthernetFrame.Ipv6)
        {
            return FrameRefusal.OtherProtocol;
        }

        var packet = bytes[EthernetFrame.HeaderBytes..];
        refusal = CheckPacket(packet, out var message);
        return refusal != FrameRefusal.None
            ? refusal
            : ParseMessage(frame.Source, packet, message, out neighbour);
    }

    private static FrameRefusal CheckPacket(
        ReadOnlySpan<byte> packet, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (packet.Length < IpHeaders.V6Bytes)
        {
            return FrameRefusal.TooShort;
        }

        var length = (packet[4] << 8) | packet[5];
        if (packet[0] >> 4 != 6)
        {
            return FrameRefusal.OtherForm;
        }

        if (packet[6] != IpHeaders.ProtocolIcmpV6)
        {
            return FrameRefusal.OtherProtocol;
        }

        if (length > packet.Length - IpHeaders.V6Bytes || length == 0)
        {
            return FrameRefusal.TooShort;
        }

        message = packet.Slice(IpHeaders.V6Bytes, length);
        var kind = (NeighbourKind)message[0];
        return kind is not (NeighbourKind.Solicitation or NeighbourKind.Advertisement)
                ? FrameRefusal.OtherProtocol
            : length < MessageBytes ? FrameRefusal.TooShort
            : packet[7] != IpHeaders.LocalHopLimit ? FrameRefusal.NotLocal
            : message[1] != 0 ? FrameRefusal.UnknownOperation
            : InternetChecksum.OfIcmpV6(packet.Slice(8, 16), packet.Slice(24, 16), message) != 0
                ? FrameRefusal.BadChecksum
            : FrameRefusal.None;
    }

    private static FrameRefusal ParseMessage(ulong station, ReadOnlySpan<byte> packet,
        ReadOnlySpan<byte> message, out NeighbourFrame neighbour)
    {
        var kind = (NeighbourKind)message[0];
        var solicited = (message[4] & (NeighbourFrames.SolicitedFlag >> 24)) != 0;
        var readable = TryReadOption(message[MessageBytes..], kind, out var hardware);
        neighbour = new NeighbourFrame(station, kind, IpAddress.FromBytes(packet.Slice(8, 16)),
            IpAddress.FromBytes(packet.Slice(24, 16)), IpAddress.FromBytes(message.Slice(8, 16)),
            hardware);
        var toGroup = packet[24] == MulticastPrefix;
        var probe = neighbour.IsProbe && kind == NeighbourKind.Solicitation;
        var toSolicitedNode =
            neighbour.Destination == NeighbourFrames.SolicitedNode(neighbour.Target);
        return message[8] == MulticastPrefix ? FrameRefusal.BadTarget
            : !readable || (probe && hardware is not null) ? FrameRefusal.BadOption
            : packet[8] == MulticastPrefix ? FrameRefusal.BadDestination
            : probe && !toSolicitedNode ? FrameRefusal.BadDestination
            : kind == NeighbourKind.Advertisement && toGroup && solicited
                ? FrameRefusal.BadDestination
            : FrameRefusal.None;
    }

    // Options are type, length in units of 8 bytes, content; unknown ones are passed over.
    private static bool TryReadOption(
        ReadOnlySpan<byte> options, NeighbourKind kind, out ulong? hardware)
    {
        hardware = null;
        var wanted = kind == NeighbourKind.Solicitation
            ? NeighbourFrames.SourceOption
            : NeighbourFrames.TargetOption;
        while (!options.IsEmpty)
        {
            if (options.Length < 2 || options[1] == 0
                || options[1] * OptionUnitBytes > options.Length)
            {
                return false;
            }

            if (options[0] == wanted && options[1] == 1)
            {
                hardware = new ByteReader(options[2..]).U48();
            }

            options = options[(options[1] * OptionUnitBytes)..];
        }

        return hardware is not { } found || EthernetFrame.IsStation(found);
    }
}
