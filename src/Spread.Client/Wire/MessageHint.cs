namespace Spread.Client.Wire;

/// <summary>
/// The field that carries the application's number, in bits 8 to 23, with a mark of byte order of
/// its own: a daemon passes it on as the sender wrote it.
/// </summary>
internal static class MessageHint
{
    private const int Shift = 8;
    private const uint Mask = 0x00ff_ff00;

    /// <summary>False where it carries anything else.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> field, out short messageType, out bool bigEndian)
    {
        var marked = ByteOrder.TryReadMarked(field, out var value, out bigEndian);
        messageType = (short)(value >> Shift);
        return marked && (value & ~Mask) == 0;
    }

    public static void Write(Span<byte> field, short messageType, bool bigEndian) =>
        ByteOrder.WriteMarked(field, (uint)(ushort)messageType << Shift, bigEndian);
}
