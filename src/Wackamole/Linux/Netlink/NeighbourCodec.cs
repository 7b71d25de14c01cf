using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>Requests and answers about neighbours: struct ndmsg and its attributes.</summary>
internal static class NeighbourCodec
{
    public static void WriteDump(ref NetlinkWriter writer, uint sequence)
    {
        writer.Begin(RTM_GETNEIGH, NLM_F_REQUEST | NLM_F_DUMP, sequence);
        for (var word = 0; word < NeighbourMessageBytes / sizeof(uint); word++)
        {
            writer.Put32(0);
        }

        writer.End();
    }

    /// <summary>Reads the body of RTM_NEWNEIGH.</summary>
    public static NetlinkRefusal TryParse(ReadOnlySpan<byte> body, out Neighbour neighbour)
    {
        neighbour = default;
        if (body.Length < NeighbourMessageBytes)
        {
            return NetlinkRefusal.BodyCut;
        }

        if (body[0] is not (Sockets.AF_INET or Sockets.AF_INET6))
        {
            return NetlinkRefusal.FamilyUnknown;
        }

        IpAddress? address = null;
        var hardwareAddress = 0UL;
        var attributes = body[NeighbourMessageBytes..];
        while (!attributes.IsEmpty)
        {
            var refusal = NetlinkAttribute.TryTake(ref attributes, out var attribute);
            if (refusal != NetlinkRefusal.None)
            {
                return refusal;
            }

            if (attribute.Type == NDA_LLADDR)
            {
                hardwareAddress = LinkCodec.ReadHardwareAddress(attribute.Value);
            }
            else if (attribute.Type == NDA_DST)
            {
                if (attribute.Value.Length != (body[0] == Sockets.AF_INET6 ? 16 : 4))
                {
                    return NetlinkRefusal.AttributeSizeWrong;
                }

                address = IpAddress.FromBytes(attribute.Value);
            }
        }

        if (address is not { } known)
        {
            return NetlinkRefusal.AttributeMissing;
        }

        neighbour = new Neighbour(known, hardwareAddress,
            BinaryPrimitives.ReadInt32LittleEndian(body[4..]),
            (NeighbourState)BinaryPrimitives.ReadUInt16LittleEndian(body[8..]));
        return NetlinkRefusal.None;
    }
}
