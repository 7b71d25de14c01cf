using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>Receives frames of one kind on one interface and reads them.</summary>
internal sealed unsafe class SightingSocket(DescriptorHandle handle, SightingSocket.Parser parse)
    : IDisposable
{
    /// <summary>Neighbour discovery with its options is far below this.</summary>
    public const int FrameBytes = 512;

    public delegate SightingRefusal Parser(
        ReadOnlySpan<byte> packet, ulong source, out Sighting sighting);

    private readonly byte[] _frame = new byte[FrameBytes];

    public SafeHandle Handle => handle;

    /// <summary>Frames that were not of the kind, or not well-formed.</summary>
    public long Refused { get; private set; }

    public bool TryReceive(out Sighting sighting)
    {
        fixed (byte* bytes = _frame)
        {
            while (true)
            {
                PacketAddress address;
                var addressLength = (uint)sizeof(PacketAddress);
                var length = Sockets.RecvFrom(handle, bytes, FrameBytes, Sockets.MSG_DONTWAIT,
                    &address, &addressLength);
                if (length < 0 && ErrorNumber.Last is ErrorNumber.EINTR or ErrorNumber.ENETDOWN)
                {
                    // An interface that went down says so once; its frames may come again.
                    continue;
                }

                if (length < 0)
                {
                    sighting = default;
                    return false;
                }

                var source = Netlink.LinkCodec.ReadHardwareAddress(
                    new ReadOnlySpan<byte>(
                        address.Address, Math.Min((int)address.AddressLength, 8)));
                if (parse(_frame.AsSpan(0, (int)length), source, out sighting)
                    == SightingRefusal.None)
                {
                    return true;
                }

                Refused++;
            }
        }
    }

    public void Dispose() => handle.Dispose();
}
