using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>The newest known incarnation of the receiver's own name. <c>member</c>.</summary>
public readonly record struct StaleIncarnationBody(MemberId Newest)
{
    public void Write(ref ByteWriter writer) => writer.Member(Newest);

    public static bool TryRead(
        ref ByteReader reader, NameTable names, out StaleIncarnationBody body)
    {
        body = new StaleIncarnationBody(reader.Member(names));
        return reader.AtEnd;
    }
}
