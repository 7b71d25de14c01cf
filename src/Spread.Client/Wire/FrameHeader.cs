namespace Spread.Client.Wire;

/// <summary>
/// The first 48 bytes of a frame: <c>type u32 marked | name 32 | number of names i32 | hint u32
/// marked | length of the data i32</c>. The mark of the type says the order of all but the hint.
/// </summary>
/// <param name="Type">Without its mark.</param>
internal readonly record struct FrameHeader(
    uint Type, bool IsBigEndian, int GroupCount, int DataLength)
{
    public const int Bytes = 48;
    public const int NameOffset = 4;
    public const int HintOffset = 40;

    private const int GroupCountOffset = 36;
    private const int DataLengthOffset = 44;

    /// <summary>The type of a rejected request stands between the header and the names.</summary>
    private const int OriginalTypeBytes = 4;

    /// <summary>
    /// Whether a daemon sends a request back. A client's message with that bit is a forgery, and
    /// has no original type.
    /// </summary>
    public bool IsReject =>
        (Type & FrameBits.Reject) != 0 && (Type & FrameBits.Services) == 0;

    /// <summary>Bytes between the header and the names.</summary>
    public int ExtraBytes => IsReject ? OriginalTypeBytes : 0;

    public int GroupBytes => GroupCount * NameField.Bytes;

    /// <summary>Bytes of the frame after the header.</summary>
    public int BodyBytes => ExtraBytes + GroupBytes + DataLength;

    /// <summary>
    /// Reads what says how long the frame is. A refusal means that the next frame cannot be found.
    /// </summary>
    public static FrameRefusal Read(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (!ByteOrder.TryReadMarked(bytes, out var type, out var bigEndian))
        {
            return FrameRefusal.IllegalMark;
        }

        var groups = ByteOrder.Read(bytes[GroupCountOffset..], bigEndian);
        var length = ByteOrder.Read(bytes[DataLengthOffset..], bigEndian);
        if (groups is < 0 or > SpreadLimits.ReceivedBytes / NameField.Bytes)
        {
            return FrameRefusal.IllegalGroupCount;
        }

        if (length < 0 || length > SpreadLimits.ReceivedBytes - groups * NameField.Bytes)
        {
            return FrameRefusal.IllegalDataLength;
        }

        header = new FrameHeader(type, bigEndian, groups, length);
        return FrameRefusal.None;
    }

    /// <summary>Writes everything but the name and the hint.</summary>
    public void Write(Span<byte> bytes)
    {
        ByteOrder.WriteMarked(bytes, Type, IsBigEndian);
        ByteOrder.WriteUnsigned(bytes[GroupCountOffset..], (uint)GroupCount, IsBigEndian);
        ByteOrder.WriteUnsigned(bytes[DataLengthOffset..], (uint)DataLength, IsBigEndian);
    }
}
