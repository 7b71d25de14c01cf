namespace Spread.Client.Wire;

/// <summary>A group id on the wire: <c>leader i32 | time i32 | index i32</c>.</summary>
internal static class GroupIdCodec
{
    public const int Bytes = 12;

    public static GroupId Read(ReadOnlySpan<byte> data, bool bigEndian) => new(
        ByteOrder.Read(data, bigEndian), ByteOrder.Read(data[4..], bigEndian),
        ByteOrder.Read(data[8..], bigEndian));
}
