using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// Said by what outlives a daemon, after its fence was closed and its addresses were removed.
/// <c>member</c>.
/// </summary>
public readonly record struct DeadBody(MemberId Dead)
{
    public void Write(ref ByteWriter writer) => writer.Member(Dead);

    public static bool TryRead(ref ByteReader reader, NameTable names, out DeadBody body)
    {
        body = new DeadBody(reader.Member(names));
        return reader.AtEnd;
    }
}
