using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>struct mmsghdr of bits/socket.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MultiMessageHeader
{
    public MessageHeader Header;
    public uint Length;
}
