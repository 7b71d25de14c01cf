namespace Spread.Client.Wire;

/// <summary>
/// What a client sends, as bytes; always little-endian, which every daemon reads. The caller has
/// checked names and limits.
/// </summary>
internal static class FrameEncoder
{
    /// <param name="request">One of the request bits.</param>
    /// <param name="self">This session's own private group; any other ends the session.</param>
    public static byte[] Request(uint request, string self, string group) =>
        Encode(request, self, [group], 0, []);

    public static byte[] Multicast(
        ServiceType service, bool selfDiscard, string self, IReadOnlyList<string> groups,
        short messageType, ReadOnlySpan<byte> data) =>
        Encode((uint)service | (selfDiscard ? FrameBits.SelfDiscard : 0), self, groups,
            messageType, data);

    private static byte[] Encode(uint type, string self, IReadOnlyList<string> groups,
        short messageType, ReadOnlySpan<byte> data)
    {
        var header = new FrameHeader(type, false, groups.Count, data.Length);
        var frame = new byte[FrameHeader.Bytes + header.BodyBytes];
        header.Write(frame);
        NameField.Write(frame.AsSpan(FrameHeader.NameOffset), self);
        MessageHint.Write(frame.AsSpan(FrameHeader.HintOffset), messageType, false);
        var rest = frame.AsSpan(FrameHeader.Bytes);
        foreach (var group in groups)
        {
            NameField.Write(rest, group);
            rest = rest[NameField.Bytes..];
        }

        data.CopyTo(rest);
        return frame;
    }
}
