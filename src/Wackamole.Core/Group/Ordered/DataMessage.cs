using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// A part of a message of the node, with the view it was sent in: <c>view | fragment header |
/// bytes to the end</c>. In any other view it is ignored.
/// </summary>
public readonly ref struct DataMessage(
    ViewId view, FragmentHeader header, ReadOnlySpan<byte> content)
{
    /// <summary>Bytes beside the content, at most.</summary>
    public const int MostHeadBytes = 160;

    public ViewId View { get; } = view;

    public FragmentHeader Header { get; } = header;

    public ReadOnlySpan<byte> Content { get; } = content;

    public void Write(ref ByteWriter writer)
    {
        OrderedHead.Write(ref writer, OrderedMessageKind.Data);
        writer.ViewId(View);
        Header.Write(ref writer);
        writer.Bytes(Content);
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out DataMessage data)
    {
        var view = reader.ViewId(names);
        var header = FragmentHeader.Read(ref reader);
        reader.Require(header.Lane <= (byte)Lane.Bulk);
        data = new DataMessage(view, header, reader.Rest());
        return reader.AtEnd;
    }
}
