using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Spread.Client;
using Spread.Client.Wire;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>
/// Any bytes give a record or a refusal; what is accepted re-encodes to the same bytes (those
/// after a name's end are nobody's, and are written as zeros).
/// </summary>
public sealed class FrameFuzzTests
{
    private static readonly Gen<string> Names =
        from length in Gen.Choose(0, 31)
        from characters in Gen.ArrayOf(Gen.Choose(1, 255).Select(code => (char)code), length)
        select new string(characters);

    private static readonly Gen<ImmutableArray<string>> Lists =
        Gen.ListOf(Names).Select(names => names.ToImmutableArray());

    private static readonly Gen<GroupId> Ids =
        from numbers in Gen.ArrayOf(ArbMap.Default.GeneratorFor<int>(), 3)
        select new GroupId(numbers[0], numbers[1], numbers[2]);

    private static readonly Gen<byte[]> Data = ArbMap.Default.GeneratorFor<byte[]>();

    private static readonly Gen<SpreadMessage> Regular =
        from service in Gen.Elements(Enum.GetValues<ServiceType>())
        from sender in Names
        from groups in Lists
        from number in ArbMap.Default.GeneratorFor<short>()
        from flags in Gen.Choose(0, 3)
        from data in Data
        select (SpreadMessage)new RegularMessage
        {
            Service = service,
            Sender = sender,
            Groups = groups,
            MessageType = number,
            IsBigEndian = (flags & 1) != 0,
            SelfDiscard = (flags & 2) != 0,
            Data = data,
        };

    private static readonly Gen<SpreadMessage> Rejected =
        from type in ArbMap.Default.GeneratorFor<uint>()
        from message in Regular
        let regular = (RegularMessage)message
        select (SpreadMessage)new RejectedMessage
        {
            OriginalType = type,
            Sender = regular.Sender,
            Groups = regular.Groups,
            MessageType = regular.MessageType,
            IsBigEndian = regular.IsBigEndian,
            SelfDiscard = regular.SelfDiscard,
            Data = regular.Data,
        };

    private static readonly Gen<SpreadMessage> Views =
        from cause in Gen.Elements(Enum.GetValues<MembershipCause>())
        from title in Names
        from members in Lists
        from id in Ids
        from sets in Gen.NonEmptyListOf(Gen.NonEmptyListOf(Names))
        from own in Gen.Choose(0, sets.Count - 1)
        from changed in Names
        select (SpreadMessage)new MembershipMessage
        {
            Group = title,
            Cause = cause,
            Members = members,
            Id = id,
            Sets = cause == MembershipCause.Network
                ? [.. sets.Select(set => set.ToImmutableArray())] : [[changed]],
            OwnSet = cause == MembershipCause.Network ? own : 0,
        };

    private static readonly Gen<SpreadMessage> Small =
        from title in Names
        from id in Ids
        from leave in Gen.Elements(true, false)
        select leave ? new SelfLeaveMessage { Group = title }
            : (SpreadMessage)new TransitionalMessage { Group = title, Id = id };

    private static readonly Gen<byte[]> Frames =
        from message in Gen.OneOf(Regular, Rejected, Views, Small)
        from bigEndian in Gen.Elements(true, false)
        select DaemonFrames.Encode(message, bigEndian);

    [Fact]
    public void Any_message_is_read_and_written_as_it_was() => Prop.ForAll(
        Frames.ToArbitrary(), frame => Rereads(frame) is true).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_damaged_frame_is_refused_or_read_as_what_it_now_says()
    {
        var damaged =
            from frame in Frames
            from changes in Gen.NonEmptyListOf(
                from place in Gen.Choose(0, int.MaxValue)
                from early in Gen.Elements(true, false)
                from value in Gen.Choose(0, 255)
                select (place, early, (byte)value))
            select Damage(frame, changes);
        Prop.ForAll(damaged.ToArbitrary(), frame => Rereads(frame) is not false)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_are_a_frame_or_are_refused()
    {
        var anything = Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 400);
        Prop.ForAll(anything.ToArbitrary(), bytes => Rereads(bytes) is not false)
            .QuickCheckThrowOnFailure();
    }

    private static byte[] Damage(
        byte[] frame, IEnumerable<(int Place, bool Early, byte Value)> changes)
    {
        foreach (var (place, early, value) in changes)
        {
            frame[place % (early ? FrameHeader.Bytes : frame.Length)] = value;
        }

        return frame;
    }

    /// <summary>Null where the bytes are refused, or say that they are not whole.</summary>
    private static bool? Rereads(byte[] bytes)
    {
        if (FrameHeader.Read(bytes, out var header) != FrameRefusal.None
            || header.BodyBytes > bytes.Length - FrameHeader.Bytes)
        {
            return null;
        }

        var frame = bytes[..(FrameHeader.Bytes + header.BodyBytes)];
        var message = FrameDecoder.Decode(header, frame);
        return message is RefusedFrame ? null
            : DaemonFrames.Encode(message, header.IsBigEndian).AsSpan().SequenceEqual(Clean(
                frame, header, message is MembershipMessage));
    }

    /// <summary>The same frame with zeros after the end of every name.</summary>
    private static byte[] Clean(byte[] frame, FrameHeader header, bool hasSets)
    {
        CleanName(frame.AsSpan(FrameHeader.NameOffset));
        var at = FrameHeader.Bytes + header.ExtraBytes;
        for (var name = 0; name < header.GroupCount; name++, at += NameField.Bytes)
        {
            CleanName(frame.AsSpan(at));
        }

        for (at += 20; hasSets && at < frame.Length;)
        {
            var names = ByteOrder.Read(frame.AsSpan(at), header.IsBigEndian);
            at += 4;
            for (var name = 0; name < names; name++, at += NameField.Bytes)
            {
                CleanName(frame.AsSpan(at));
            }
        }

        return frame;
    }

    private static void CleanName(Span<byte> field)
    {
        var end = field[..NameField.Bytes].IndexOf((byte)0);
        field[end..NameField.Bytes].Clear();
    }
}
