using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>
/// Lists of virtual interfaces with reasons: by head, or by place in a catalogue.
/// </summary>
public static class ReasonCodec
{
    /// <summary>Number 0 in place of a reason: it can be held (again).</summary>
    private const int NoReason = 0;

    public static int Bound(ImmutableArray<HeadReason> list) =>
        ReasonTable.Bound + 3 + list.Length * (HeadsCodec.HeadBytes + 2);

    public static int Bound(ImmutableArray<IndexReason> list) =>
        ReasonTable.Bound + 3 + list.Length * (3 + 2);

    public static void Write(ref ByteWriter writer, ImmutableArray<HeadReason> list)
    {
        var reasons = ReasonTable.Of(list.Where(e => e.Reason is not null).Select(e => e.Reason!));
        reasons.Write(ref writer);
        writer.WriteVar((ulong)list.Length);
        foreach (var (head, reason) in list)
        {
            writer.Address(head);
            writer.WriteVar((ulong)(reason is null ? NoReason : reasons.NumberOf(reason)));
        }
    }

    /// <summary>In order of heads, each once; without reasons only where that is allowed.</summary>
    public static ImmutableArray<HeadReason> ReadHeads(ref ByteReader reader, bool mayBeNone)
    {
        var reasons = ReasonTable.Read(ref reader);
        var count = reader.Count(Limits.VirtualInterfaces);
        var list = ImmutableArray.CreateBuilder<HeadReason>();
        var used = 0;
        for (var index = 0; index < count && !reader.Failed; index++)
        {
            var head = reader.Address();
            reader.Require(index == 0 || list[^1].Head.CompareTo(head) < 0);
            var reason = ReadReason(ref reader, reasons, ref used);
            reader.Require(mayBeNone || reason is not null);
            list.Add(new HeadReason(head, reason));
        }

        reader.Require(used == reasons.Count);
        return list.ToImmutable();
    }

    public static void Write(ref ByteWriter writer, ImmutableArray<IndexReason> list)
    {
        var reasons = ReasonTable.Of(list.Select(entry => entry.Reason));
        reasons.Write(ref writer);
        writer.WriteVar((ulong)list.Length);
        foreach (var (index, reason) in list)
        {
            writer.WriteVar((ulong)index);
            writer.WriteVar((ulong)reasons.NumberOf(reason));
        }
    }

    /// <summary>In order of places in a catalogue of so many, each once.</summary>
    public static ImmutableArray<IndexReason> ReadIndices(ref ByteReader reader, int length)
    {
        var reasons = ReasonTable.Read(ref reader);
        var count = reader.Count(length);
        var list = ImmutableArray.CreateBuilder<IndexReason>();
        var used = 0;
        for (var number = 0; number < count && !reader.Failed; number++)
        {
            var index = reader.Count(length - 1);
            reader.Require(number == 0 || list[^1].Index < index);
            var reason = ReadReason(ref reader, reasons, ref used);
            reader.Require(reason is not null);
            list.Add(new IndexReason(index, reason ?? string.Empty));
        }

        reader.Require(used == reasons.Count);
        return list.ToImmutable();
    }

    /// <summary>
    /// Numbers come in the order of their first use, so that a list has one encoding.
    /// </summary>
    private static string? ReadReason(ref ByteReader reader, ReasonTable reasons, ref int used)
    {
        var number = reader.Count(Math.Min(reasons.Count, used + 1));
        used = Math.Max(used, number);
        return reader.Failed || number == NoReason ? null : reasons[number];
    }
}
