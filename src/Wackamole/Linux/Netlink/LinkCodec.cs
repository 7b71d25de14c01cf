using System.Buffers.Binary;
using System.Text;
using Wackamole.Core;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>Requests and answers about interfaces: struct ifinfomsg and its attributes.</summary>
internal static class LinkCodec
{
    private const int HardwareAddressBytes = 6;

    public static void WriteDump(ref NetlinkWriter writer, uint sequence)
    {
        writer.Begin(RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, sequence);
        for (var word = 0; word < LinkMessageBytes / sizeof(uint); word++)
        {
            writer.Put32(0);
        }

        writer.Attribute(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
        writer.End();
    }

    /// <summary>Reads the body of RTM_NEWLINK or RTM_DELLINK.</summary>
    public static NetlinkRefusal TryParse(ReadOnlySpan<byte> body, out NetworkInterface? link)
    {
        link = null;
        if (body.Length < LinkMessageBytes)
        {
            return NetlinkRefusal.BodyCut;
        }

        // The bridge tells about its ports with messages of the same types (family AF_BRIDGE):
        // «gone» means there that the interface left the bridge.
        if (body[0] != Sockets.AF_UNSPEC)
        {
            return NetlinkRefusal.FamilyUnknown;
        }

        string? name = null;
        var hardwareAddress = 0UL;
        var attributes = body[LinkMessageBytes..];
        while (!attributes.IsEmpty)
        {
            var refusal = NetlinkAttribute.TryTake(ref attributes, out var attribute);
            if (refusal != NetlinkRefusal.None)
            {
                return refusal;
            }

            if (attribute.Type == IFLA_IFNAME)
            {
                name = Encoding.UTF8.GetString(attribute.Value.TrimEnd((byte)0));
            }
            else if (attribute.Type == IFLA_ADDRESS)
            {
                hardwareAddress = ReadHardwareAddress(attribute.Value);
            }
        }

        if (name is null)
        {
            return NetlinkRefusal.AttributeMissing;
        }

        // Carrier alone is not enough: until the interface runs, the kernel drops what it is to
        // send and says that it was sent.
        const uint usable = IFF_UP | IFF_LOWER_UP | IFF_RUNNING;
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(body[8..]);
        link = new NetworkInterface(name, BinaryPrimitives.ReadInt32LittleEndian(body[4..]),
            hardwareAddress, (flags & usable) == usable);
        return NetlinkRefusal.None;
    }

    /// <summary>48 bits in the low part; 0 for links whose addresses have another size.</summary>
    public static ulong ReadHardwareAddress(ReadOnlySpan<byte> value)
    {
        if (value.Length != HardwareAddressBytes)
        {
            return 0;
        }

        return ((ulong)BinaryPrimitives.ReadUInt16BigEndian(value) << 32)
            | BinaryPrimitives.ReadUInt32BigEndian(value[2..]);
    }
}
