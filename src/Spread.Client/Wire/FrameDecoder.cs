using System.Collections.Immutable;
using System.Numerics;

namespace Spread.Client.Wire;

/// <summary>
/// Whole frames from a daemon to records. Any bytes give a record: what cannot be becomes a
/// RefusedFrame with its reason. What other clients can send is told from what a daemon says by
/// one rule: a client's message always has one of the services, a daemon's never.
/// </summary>
internal static class FrameDecoder
{
    private const uint ClientBits = FrameBits.Services | FrameBits.SelfDiscard;

    /// <param name="header">Of these bytes.</param>
    /// <param name="frame">Header and body, nothing else.</param>
    public static SpreadMessage Decode(in FrameHeader header, ReadOnlySpan<byte> frame)
    {
        var refusal = Decode(header, frame, out var message);
        if (message is not null)
        {
            return message;
        }

        NameField.TryRead(frame[FrameHeader.NameOffset..], out var sender);
        return new RefusedFrame { Reason = refusal, Type = header.Type, Sender = sender };
    }

    private static FrameRefusal Decode(
        in FrameHeader header, ReadOnlySpan<byte> frame, out SpreadMessage? message)
    {
        message = null;
        var groupsAt = FrameHeader.Bytes + header.ExtraBytes;
        var terminated = NameField.TryRead(frame[FrameHeader.NameOffset..], out var name)
            & NameField.TryReadAll(
                frame.Slice(groupsAt, header.GroupBytes), out var groups);
        if (!terminated)
        {
            return FrameRefusal.UnterminatedName;
        }

        if (!MessageHint.TryRead(frame[FrameHeader.HintOffset..], out var number, out var foreign))
        {
            return FrameRefusal.IllegalHint;
        }

        var data = frame[(groupsAt + header.GroupBytes)..];
        if (header.IsReject)
        {
            if ((header.Type & ~(FrameBits.Reject | FrameBits.SelfDiscard)) != 0)
            {
                return FrameRefusal.IllegalType;
            }

            message = new RejectedMessage
            {
                OriginalType = ByteOrder.ReadUnsigned(
                    frame[FrameHeader.Bytes..], header.IsBigEndian),
                Sender = name,
                Groups = groups,
                MessageType = number,
                IsBigEndian = foreign,
                SelfDiscard = (header.Type & FrameBits.SelfDiscard) != 0,
                Data = data.ToArray(),
            };
            return FrameRefusal.None;
        }

        if ((header.Type & FrameBits.Services) != 0)
        {
            return DecodeRegular(header.Type, name, groups, number, foreign, data, out message);
        }

        return number != 0 || foreign != header.IsBigEndian
            ? FrameRefusal.IllegalHint
            : DecodeFromDaemon(header, name, groups, data, out message);
    }

    private static FrameRefusal DecodeRegular(uint type, string sender,
        ImmutableArray<string> groups, short number, bool foreign, ReadOnlySpan<byte> data,
        out SpreadMessage? message)
    {
        message = null;
        if ((type & ~ClientBits) != 0)
        {
            return FrameRefusal.ForgedByClient;
        }

        var service = type & FrameBits.Services;
        if (!BitOperations.IsPow2(service))
        {
            return FrameRefusal.IllegalType;
        }

        message = new RegularMessage
        {
            Service = (ServiceType)service,
            Sender = sender,
            Groups = groups,
            MessageType = number,
            IsBigEndian = foreign,
            SelfDiscard = (type & FrameBits.SelfDiscard) != 0,
            Data = data.ToArray(),
        };
        return FrameRefusal.None;
    }

    private static FrameRefusal DecodeFromDaemon(in FrameHeader header, string group,
        ImmutableArray<string> members, ReadOnlySpan<byte> data, out SpreadMessage? message)
    {
        message = null;
        switch (header.Type)
        {
            case FrameBits.Transitional when members.IsEmpty && data.Length == GroupIdCodec.Bytes:
                message = new TransitionalMessage
                {
                    Group = group,
                    Id = GroupIdCodec.Read(data, header.IsBigEndian),
                };
                return FrameRefusal.None;
            case FrameBits.Leave when members.IsEmpty && data.IsEmpty:
                message = new SelfLeaveMessage { Group = group };
                return FrameRefusal.None;
            case FrameBits.Transitional or FrameBits.Leave:
                return FrameRefusal.UnexpectedContent;
            default:
                return CauseOf(header.Type) is { } cause
                    ? MembershipCodec.Read(
                        group, cause, members, data, header.IsBigEndian, out message)
                    : FrameRefusal.IllegalType;
        }
    }

    private static MembershipCause? CauseOf(uint type) => type switch
    {
        FrameBits.Membership | FrameBits.Join => MembershipCause.Join,
        FrameBits.Membership | FrameBits.Leave => MembershipCause.Leave,
        FrameBits.Membership | FrameBits.Disconnect => MembershipCause.Disconnect,
        FrameBits.Membership | FrameBits.Network => MembershipCause.Network,
        _ => null,
    };
}
