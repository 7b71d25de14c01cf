using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>An Install came after a higher promise. <c>view id | promised view id</c>.</summary>
public readonly record struct InstallRefusedBody(ViewId Id, ViewId Promised)
{
    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(Id);
        writer.ViewId(Promised);
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out InstallRefusedBody body)
    {
        body = new InstallRefusedBody(reader.ViewId(names), reader.ViewId(names));
        return reader.AtEnd;
    }
}
