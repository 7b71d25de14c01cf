using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>Messages of allocation to bytes and back: one encoding for each message.</summary>
public static class MessageCodec
{
    /// <summary>Room for every message without lists.</summary>
    private const int FixedBytes = 128;

    public static byte[] Encode(AllocationMessage message)
    {
        var bytes = new byte[Bound(message)];
        var writer = new ByteWriter(bytes);
        writer.U8((byte)KindOf(message));
        WriteBody(ref writer, message);
        Invariant.Require(writer.Written < Limits.MessageBytes, "a message fits the group's limit");
        return bytes[..writer.Written];
    }

    /// <summary>None where the message was understood; else the message is null.</summary>
    public static Refusal Decode(
        ReadOnlySpan<byte> bytes, NameTable names, out AllocationMessage? message)
    {
        var reader = new ByteReader(bytes);
        var kind = (MessageKind)reader.U8();
        if (!Enum.IsDefined(kind))
        {
            message = null;
            return bytes.IsEmpty ? Refusal.Malformed : Refusal.UnknownKind;
        }

        message = ReadBody(ref reader, kind, names);
        message = reader.AtEnd ? message : null;
        return message is null ? Refusal.Malformed : Refusal.None;
    }

    private static MessageKind KindOf(AllocationMessage message) => message switch
    {
        AllocationMessage.State => MessageKind.State,
        AllocationMessage.Heads => MessageKind.Heads,
        AllocationMessage.MatureNow => MessageKind.MatureNow,
        AllocationMessage.Balance => MessageKind.Balance,
        AllocationMessage.Released => MessageKind.Released,
        AllocationMessage.Acquired => MessageKind.Acquired,
        AllocationMessage.Failed => MessageKind.Failed,
        AllocationMessage.Eligible => MessageKind.Eligible,
        AllocationMessage.PinTo => MessageKind.Pin,
        AllocationMessage.Unpin => MessageKind.Unpin,
        AllocationMessage.Drain => MessageKind.Drain,
        AllocationMessage.Yield => MessageKind.Yield,
        AllocationMessage.Reconfigured => MessageKind.Reconfigured,
        _ => throw new InvariantViolatedException("every message has a kind"),
    };

    private static int Bound(AllocationMessage message) => FixedBytes + message switch
    {
        AllocationMessage.State state => StateCodec.Bound(state),
        AllocationMessage.Heads heads => HeadsCodec.Bound(heads.Listed),
        AllocationMessage.Released released => HeadsCodec.Bound(released.Gone),
        AllocationMessage.Acquired acquired => HeadsCodec.Bound(acquired.Present),
        AllocationMessage.Failed failed => ReasonCodec.Bound(failed.Faults),
        AllocationMessage.Eligible eligible => ReasonCodec.Bound(eligible.Changes),
        AllocationMessage.Reconfigured changed =>
            HeadsCodec.Bound(changed.Listed) + OfferCodec.Bound(changed.Offer),
        _ => 0,
    };

    private static void WriteBody(ref ByteWriter writer, AllocationMessage message)
    {
        switch (message)
        {
            case AllocationMessage.State state:
                StateCodec.Write(ref writer, state);
                break;
            case AllocationMessage.Heads heads:
                HeadsCodec.Write(ref writer, heads.Listed);
                break;
            case AllocationMessage.Balance balance:
                writer.WriteVar(balance.Limit is { } limit ? (ulong)limit + 1 : 0);
                break;
            case AllocationMessage.Released released:
                HeadsCodec.Write(ref writer, released.Gone);
                break;
            case AllocationMessage.Acquired acquired:
                HeadsCodec.Write(ref writer, acquired.Present);
                break;
            case AllocationMessage.Failed failed:
                ReasonCodec.Write(ref writer, failed.Faults);
                break;
            case AllocationMessage.Eligible eligible:
                ReasonCodec.Write(ref writer, eligible.Changes);
                break;
            case AllocationMessage.PinTo pin:
                writer.Address(pin.Head);
                writer.Name(pin.Member);
                break;
            case AllocationMessage.Unpin unpin:
                WriteHeadOrAll(ref writer, unpin.Head);
                break;
            case AllocationMessage.Drain drain:
                writer.Name(drain.Member);
                writer.Bool(drain.On);
                break;
            case AllocationMessage.Yield yield:
                writer.Bool(yield.On);
                break;
            case AllocationMessage.Reconfigured changed:
                HeadsCodec.Write(ref writer, changed.Listed);
                OfferCodec.Write(ref writer, changed.Offer);
                break;
        }
    }

    private static AllocationMessage ReadBody(
        ref ByteReader reader, MessageKind kind, NameTable names) => kind switch
        {
            MessageKind.State => StateCodec.Read(ref reader, names),
            MessageKind.Heads => new AllocationMessage.Heads(HeadsCodec.Read(ref reader)),
            MessageKind.MatureNow => new AllocationMessage.MatureNow(),
            MessageKind.Balance => new AllocationMessage.Balance(ReadLimit(ref reader)),
            MessageKind.Released => new AllocationMessage.Released(HeadsCodec.Read(ref reader)),
            MessageKind.Acquired => new AllocationMessage.Acquired(HeadsCodec.Read(ref reader)),
            MessageKind.Failed =>
                new AllocationMessage.Failed(ReasonCodec.ReadHeads(ref reader, mayBeNone: false)),
            MessageKind.Eligible =>
                new AllocationMessage.Eligible(ReasonCodec.ReadHeads(ref reader, mayBeNone: true)),
            MessageKind.Pin =>
                new AllocationMessage.PinTo(reader.Address(), ReadName(ref reader, names)),
            MessageKind.Unpin => new AllocationMessage.Unpin(ReadHeadOrAll(ref reader)),
            MessageKind.Drain =>
                new AllocationMessage.Drain(ReadName(ref reader, names), reader.Bool()),
            MessageKind.Yield => new AllocationMessage.Yield(reader.Bool()),
            MessageKind.Reconfigured => ReadReconfigured(ref reader),
            _ => throw new InvariantViolatedException("every kind that is defined is read"),
        };

    private static AllocationMessage.Reconfigured ReadReconfigured(ref ByteReader reader)
    {
        var heads = HeadsCodec.Read(ref reader);
        return new AllocationMessage.Reconfigured(heads, OfferCodec.Read(ref reader, heads.Length));
    }

    private static int? ReadLimit(ref ByteReader reader)
    {
        var value = reader.Count(int.MaxValue);
        return value == 0 ? null : value - 1;
    }

    private static string ReadName(ref ByteReader reader, NameTable names)
    {
        var bytes = reader.NameBytes();
        reader.Require(!bytes.IsEmpty);
        return reader.Failed ? string.Empty : names.Intern(bytes);
    }

    private static void WriteHeadOrAll(ref ByteWriter writer, IpAddress? head)
    {
        writer.Bool(head is not null);
        if (head is { } one)
        {
            writer.Address(one);
        }
    }

    private static IpAddress? ReadHeadOrAll(ref ByteReader reader) =>
        reader.Bool() ? reader.Address() : null;
}
