using System.Collections.Immutable;

namespace Spread.Client.Wire;

/// <summary>
/// The data of a view: <c>group id 12 | number of sets u32 | offset of the own set u32 | sets</c>,
/// the offset counted from the first set, each set <c>count u32 | names 32 each</c>.
/// </summary>
internal static class MembershipCodec
{
    private const int CountOffset = GroupIdCodec.Bytes;
    private const int OwnOffset = CountOffset + 4;
    private const int SetsOffset = OwnOffset + 4;
    private const int SetHeadBytes = 4;

    public static FrameRefusal Read(
        string group, MembershipCause cause, ImmutableArray<string> members,
        ReadOnlySpan<byte> data, bool bigEndian, out SpreadMessage? message)
    {
        message = null;
        if (data.Length < SetsOffset)
        {
            return FrameRefusal.IllegalMembershipLength;
        }

        var count = ByteOrder.ReadUnsigned(data[CountOffset..], bigEndian);
        var refusal = ReadSets(data[SetsOffset..], count, bigEndian,
            ByteOrder.ReadUnsigned(data[OwnOffset..], bigEndian), out var sets, out var own);
        if (refusal != FrameRefusal.None)
        {
            return refusal;
        }

        // Who joined, left or was disconnected is named alone.
        if (cause != MembershipCause.Network && (sets.Length != 1 || sets[0].Length != 1))
        {
            return FrameRefusal.UnexpectedContent;
        }

        message = new MembershipMessage
        {
            Group = group,
            Cause = cause,
            Members = members,
            Id = GroupIdCodec.Read(data, bigEndian),
            Sets = sets,
            OwnSet = own,
        };
        return FrameRefusal.None;
    }

    private static FrameRefusal ReadSets(
        ReadOnlySpan<byte> data, uint count, bool bigEndian, uint ownAt,
        out ImmutableArray<ImmutableArray<string>> sets, out int own)
    {
        var read = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        (sets, own) = ([], -1);
        var at = 0;
        for (uint set = 0; set < count; set++)
        {
            if (data.Length - at < SetHeadBytes)
            {
                return FrameRefusal.IllegalMembershipLength;
            }

            own = at == ownAt ? read.Count : own;
            var names = ByteOrder.ReadUnsigned(data[at..], bigEndian);
            at += SetHeadBytes;
            if (names > (uint)(data.Length - at) / NameField.Bytes)
            {
                return FrameRefusal.IllegalMembershipLength;
            }

            if (names == 0)
            {
                return FrameRefusal.EmptySet;
            }

            if (!NameField.TryReadAll(
                data.Slice(at, (int)names * NameField.Bytes), out var members))
            {
                return FrameRefusal.UnterminatedName;
            }

            read.Add(members);
            at += (int)names * NameField.Bytes;
        }

        sets = read.ToImmutable();
        return at != data.Length ? FrameRefusal.IllegalMembershipLength
            : count == 0 ? FrameRefusal.EmptySet
            : own < 0 ? FrameRefusal.IllegalOwnSet : FrameRefusal.None;
    }
}
