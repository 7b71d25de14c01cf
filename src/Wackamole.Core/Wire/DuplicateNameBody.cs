namespace Wackamole.Core.Wire;

/// <summary>The receiver's name is also used by this machine. <c>machine id u64</c>.</summary>
public readonly record struct DuplicateNameBody(ulong OtherMachine)
{
    public void Write(ref ByteWriter writer) => writer.U64(OtherMachine);

    public static bool TryRead(ref ByteReader reader, out DuplicateNameBody body)
    {
        body = new DuplicateNameBody(reader.U64());
        return reader.AtEnd;
    }
}
