using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// Which part of which message a fragment is. <c>sender sequence var | lane u8 |
/// message number var | index var | count var</c>.
/// </summary>
/// <param name="SenderSequence">The sender's own count of fragments in this view, from 1.</param>
/// <param name="Lane">
/// 0 for what cannot wait, 1 for bulk; messages of one lane stay in order.
/// </param>
/// <param name="MessageNumber">The sender's own count of messages in this view.</param>
/// <param name="Index">From 0, below the count.</param>
/// <param name="Count">Fragments of the message: 1 to Limits.Fragments.</param>
public readonly record struct FragmentHeader(
    ulong SenderSequence, byte Lane, ulong MessageNumber, uint Index, uint Count)
{
    public void Write(ref ByteWriter writer)
    {
        writer.WriteVar(SenderSequence);
        writer.U8(Lane);
        writer.WriteVar(MessageNumber);
        writer.WriteVar(Index);
        writer.WriteVar(Count);
    }

    public static FragmentHeader Read(ref ByteReader reader)
    {
        var header = new FragmentHeader(reader.ReadVar(), reader.U8(), reader.ReadVar(),
            (uint)reader.Count(Limits.Fragments), (uint)reader.Count(Limits.Fragments));
        reader.Require(header.Index < header.Count);
        return header;
    }
}
