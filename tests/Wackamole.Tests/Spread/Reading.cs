using Spread.Client;
using Spread.Client.Wire;

namespace Wackamole.Tests.Spread;

/// <summary>One frame's bytes to what the client makes of them.</summary>
internal static class Reading
{
    /// <summary>The header's refusal, or the record of a frame that is whole.</summary>
    public static (FrameRefusal Fatal, SpreadMessage? Message, bool BigEndian) Read(byte[] frame)
    {
        var refusal = FrameHeader.Read(frame, out var header);
        return refusal != FrameRefusal.None ? (refusal, null, false)
            : (refusal, FrameDecoder.Decode(header,
                frame.AsSpan(0, FrameHeader.Bytes + header.BodyBytes)), header.IsBigEndian);
    }

    public static T Read<T>(byte[] frame)
        where T : SpreadMessage => Xunit.Assert.IsType<T>(Read(frame).Message);
}
