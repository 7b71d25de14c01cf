using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// A fragment with its place. <c>view id | sequence var | sender | fragment header | fragment to
/// the end</c>.
/// </summary>
public readonly ref struct OrderedBody(
    ViewId view, ulong sequence, MemberId sender, FragmentHeader header,
    ReadOnlySpan<byte> fragment)
{
    public ViewId View { get; } = view;

    /// <summary>The place in the view's order, from 1.</summary>
    public ulong Sequence { get; } = sequence;

    public MemberId Sender { get; } = sender;

    public FragmentHeader Header { get; } = header;

    public ReadOnlySpan<byte> Fragment { get; } = fragment;

    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(View);
        writer.WriteVar(Sequence);
        writer.Member(Sender);
        Header.Write(ref writer);
        writer.Bytes(Fragment);
    }

    public static bool TryRead(
        scoped ref ByteReader reader, NameTable names, out OrderedBody body)
    {
        var view = reader.ViewId(names);
        var sequence = reader.ReadVar();
        var sender = reader.Member(names);
        var header = FragmentHeader.Read(ref reader);
        body = new OrderedBody(view, sequence, sender, header, reader.Rest());
        return reader.AtEnd;
    }
}
