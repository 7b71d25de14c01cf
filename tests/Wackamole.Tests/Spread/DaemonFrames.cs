using System.Buffers.Binary;
using System.Text;
using Spread.Client;

namespace Wackamole.Tests.Spread;

/// <summary>
/// What a daemon sends, as bytes, written apart from the client's own code: the scripted daemon's
/// mouth, and the proof that what was read can be written again.
/// </summary>
internal static class DaemonFrames
{
    private const uint Mark = 0x8000_0080;

    public static byte[] Encode(SpreadMessage message, bool bigEndian) => message switch
    {
        RegularMessage regular => Frame(bigEndian,
            (uint)regular.Service | (regular.SelfDiscard ? 0x40u : 0), regular.Sender,
            regular.Groups, Hint(regular.MessageType, regular.IsBigEndian), [], regular.Data.Span),
        MembershipMessage view => Frame(bigEndian, 0x1000u | CauseBit(view.Cause), view.Group,
            view.Members, Hint(0, bigEndian), [], MembershipData(view, bigEndian)),
        TransitionalMessage transitional => Frame(bigEndian, 0x2000, transitional.Group, [],
            Hint(0, bigEndian), [], IdBytes(transitional.Id, bigEndian)),
        SelfLeaveMessage left => Frame(
            bigEndian, 0x200, left.Group, [], Hint(0, bigEndian), [], []),
        RejectedMessage rejected => Frame(bigEndian,
            0x40_0000u | (rejected.SelfDiscard ? 0x40u : 0), rejected.Sender, rejected.Groups,
            Hint(rejected.MessageType, rejected.IsBigEndian),
            Number(rejected.OriginalType, bigEndian), rejected.Data.Span),
        _ => throw new ArgumentException("nobody sends that", nameof(message)),
    };

    /// <summary>Any frame, also one that no daemon sends.</summary>
    public static byte[] Frame(bool bigEndian, uint type, string name,
        IReadOnlyList<string> groups, byte[] hint, byte[] extra, ReadOnlySpan<byte> data)
    {
        var frame = new List<byte>();
        frame.AddRange(Number(bigEndian ? type : type | Mark, bigEndian));
        frame.AddRange(Name(name));
        frame.AddRange(Number((uint)groups.Count, bigEndian));
        frame.AddRange(hint);
        frame.AddRange(Number((uint)data.Length, bigEndian));
        frame.AddRange(extra);
        frame.AddRange(groups.SelectMany(Name));
        frame.AddRange(data.ToArray());
        return [.. frame];
    }

    public static byte[] Hint(short messageType, bool bigEndian)
    {
        var value = (uint)(ushort)messageType << 8;
        return Number(bigEndian ? value : value | Mark, bigEndian);
    }

    public static byte[] Number(uint value, bool bigEndian)
    {
        var bytes = new byte[4];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }

        return bytes;
    }

    public static byte[] Name(string name)
    {
        var field = new byte[32];
        Encoding.Latin1.GetBytes(name, field);
        return field;
    }

    public static byte[] MembershipData(MembershipMessage view, bool bigEndian)
    {
        var sets = new List<byte>();
        var own = 0;
        foreach (var (set, index) in view.Sets.Select((set, index) => (set, index)))
        {
            own = index == view.OwnSet ? sets.Count : own;
            sets.AddRange(Number((uint)set.Length, bigEndian));
            sets.AddRange(set.SelectMany(Name));
        }

        return
        [
            .. IdBytes(view.Id, bigEndian), .. Number((uint)view.Sets.Length, bigEndian),
            .. Number((uint)own, bigEndian), .. sets,
        ];
    }

    private static byte[] IdBytes(GroupId id, bool bigEndian) =>
    [
        .. Number((uint)id.Leader, bigEndian), .. Number((uint)id.Time, bigEndian),
        .. Number((uint)id.Index, bigEndian),
    ];

    private static uint CauseBit(MembershipCause cause) => cause switch
    {
        MembershipCause.Join => 0x100,
        MembershipCause.Leave => 0x200,
        MembershipCause.Disconnect => 0x400,
        _ => 0x800,
    };
}
