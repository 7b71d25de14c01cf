using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>Places that are missing. <c>view id | from var | to var</c>, both included.</summary>
public readonly record struct ResendBody(ViewId View, ulong From, ulong To)
{
    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(View);
        writer.WriteVar(From);
        writer.WriteVar(To);
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out ResendBody body)
    {
        body = new ResendBody(reader.ViewId(names), reader.ReadVar(), reader.ReadVar());
        reader.Require(body.From <= body.To);
        return reader.AtEnd;
    }
}
