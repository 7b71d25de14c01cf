using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// A fragment for the sequencer. <c>view id | fragment header | fragment to the end</c>.
/// </summary>
public readonly ref struct SubmitBody(
    ViewId view, FragmentHeader header, ReadOnlySpan<byte> fragment)
{
    public ViewId View { get; } = view;

    public FragmentHeader Header { get; } = header;

    public ReadOnlySpan<byte> Fragment { get; } = fragment;

    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(View);
        Header.Write(ref writer);
        writer.Bytes(Fragment);
    }

    public static bool TryRead(
        scoped ref ByteReader reader, NameTable names, out SubmitBody body)
    {
        var view = reader.ViewId(names);
        var header = FragmentHeader.Read(ref reader);
        body = new SubmitBody(view, header, reader.Rest());
        return reader.AtEnd;
    }
}
