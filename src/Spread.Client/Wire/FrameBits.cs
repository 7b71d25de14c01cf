namespace Spread.Client.Wire;

/// <summary>The bits of a frame's type field.</summary>
internal static class FrameBits
{
    /// <summary>The six services; exactly one in a client's message, none in a daemon's.</summary>
    public const uint Services = 0x3f;

    public const uint SelfDiscard = 0x40;

    /// <summary>Both set: written by a little-endian machine. Both clear: big-endian.</summary>
    public const uint LittleEndian = 0x8000_0080;

    public const uint Join = 0x0100;
    public const uint Leave = 0x0200;
    public const uint Disconnect = 0x0400;
    public const uint Network = 0x0800;
    public const uint Membership = 0x1000;
    public const uint Transitional = 0x2000;
    public const uint JoinRequest = 0x0001_0000;
    public const uint LeaveRequest = 0x0002_0000;
    public const uint DisconnectRequest = 0x0004_0000;
    public const uint Reject = 0x0040_0000;
}
