using System.Buffers.Binary;
using System.Text;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>The kernel's verdict on one request: struct nlmsgerr.</summary>
/// <param name="Errno">0 where it was done.</param>
/// <param name="Words">The kernel's own explanation (NETLINK_EXT_ACK), or null.</param>
internal readonly record struct Acknowledgement(int Errno, string? Words)
{
    /// <summary>Reads the body of NLMSG_ERROR.</summary>
    public static NetlinkRefusal TryParse(
        in NetlinkMessage message, out Acknowledgement acknowledgement)
    {
        acknowledgement = default;
        var body = message.Body;
        if (body.Length < sizeof(int) + HeaderBytes)
        {
            return NetlinkRefusal.BodyCut;
        }

        var errno = BinaryPrimitives.ReadInt32LittleEndian(body);
        if (errno > 0 || errno == int.MinValue)
        {
            return NetlinkRefusal.LengthWrong;
        }

        acknowledgement = new Acknowledgement(-errno, null);
        if ((message.Flags & NLM_F_ACK_TLVS) == 0)
        {
            return NetlinkRefusal.None;
        }

        // The request follows in whole, unless it is capped to its header.
        var echoed = (message.Flags & NLM_F_CAPPED) != 0
            ? HeaderBytes
            : (long)BinaryPrimitives.ReadUInt32LittleEndian(body[sizeof(int)..]);
        var start = sizeof(int) + (echoed + Alignment - 1) / Alignment * Alignment;
        if (echoed < HeaderBytes || start > body.Length)
        {
            return NetlinkRefusal.LengthWrong;
        }

        var refusal = ReadWords(body[(int)start..], out var words);
        acknowledgement = new Acknowledgement(-errno, words);
        return refusal;
    }

    private static NetlinkRefusal ReadWords(ReadOnlySpan<byte> attributes, out string? words)
    {
        words = null;
        while (!attributes.IsEmpty)
        {
            var refusal = NetlinkAttribute.TryTake(ref attributes, out var attribute);
            if (refusal != NetlinkRefusal.None)
            {
                return refusal;
            }

            if (attribute.Type == NLMSGERR_ATTR_MSG)
            {
                words = Encoding.UTF8.GetString(attribute.Value.TrimEnd((byte)0));
            }
        }

        return NetlinkRefusal.None;
    }
}
