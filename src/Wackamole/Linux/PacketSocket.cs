using System.Buffers.Binary;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>
/// Sends Ethernet frames (packet(7)); receives none, so no frame of the host is copied to it.
/// Frames pass the host's egress hooks, so a fence stops these too. For one thread at a time.
/// </summary>
public sealed unsafe class PacketSocket : IDisposable
{
    private const int BatchFrames = 128;

    /// <summary>Frames of a thousand addresses that are announced at once wait here.</summary>
    private const int BufferBytes = 8 * 1024 * 1024;

    private readonly DescriptorHandle _handle;

    private PacketSocket(DescriptorHandle handle) => _handle = handle;

    /// <exception cref="SystemFaultException">Not permitted (CAP_NET_RAW).</exception>
    public static PacketSocket Open()
    {
        var handle = PacketSockets.Open(Sockets.SOCK_RAW, "open a socket for Ethernet frames");
        Sockets.SetBuffers(handle, 0, BufferBytes);
        return new PacketSocket(handle);
    }

    /// <summary>
    /// Sends frames in order without waiting. A frame that is refused does not stop the others;
    /// answers the first refusal, or null.
    /// </summary>
    /// <param name="sent">How many were taken.</param>
    public SystemFault? SendMany(ReadOnlySpan<Frame> frames, out int sent)
    {
        sent = 0;
        SystemFault? fault = null;
        while (!frames.IsEmpty)
        {
            var taken = SendSome(frames[..Math.Min(frames.Length, BatchFrames)], out var errno);
            if (taken > 0)
            {
                sent += taken;
                frames = frames[taken..];
            }
            else if (errno != ErrorNumber.EINTR)
            {
                fault ??= ToFault(frames[0], errno);
                frames = frames[1..];
            }
        }

        return fault;
    }

    public void Dispose() => _handle.Dispose();

    private int SendSome(ReadOnlySpan<Frame> frames, out int errno)
    {
        var messages = stackalloc MultiMessageHeader[BatchFrames];
        var vectors = stackalloc IoVector[BatchFrames];
        var addresses = stackalloc PacketAddress[BatchFrames];
        var pins = new System.Buffers.MemoryHandle[frames.Length];
        try
        {
            for (var index = 0; index < frames.Length; index++)
            {
                var bytes = frames[index].Bytes;
                pins[index] = bytes.Pin();
                addresses[index] = PacketAddress.Of(frames[index].InterfaceIndex,
                    bytes.Length < PacketAddress.ETH_HLEN ? (ushort)0
                    : BinaryPrimitives.ReadUInt16BigEndian(
                        bytes.Span[(2 * PacketAddress.ETH_ALEN)..]));
                vectors[index] = new IoVector
                {
                    Base = pins[index].Pointer,
                    Length = (nuint)bytes.Length,
                };
                messages[index] = new MultiMessageHeader
                {
                    Header = new MessageHeader
                    {
                        Name = &addresses[index],
                        NameLength = (uint)sizeof(PacketAddress),
                        Vectors = &vectors[index],
                        VectorCount = 1,
                    },
                };
            }

            var taken = Sockets.SendMMsg(
                _handle, messages, (uint)frames.Length, Sockets.MSG_DONTWAIT);
            errno = taken < 0 ? ErrorNumber.Last : 0;
            return taken;
        }
        finally
        {
            foreach (var pin in pins)
            {
                pin.Dispose();
            }
        }
    }

    private static SystemFault ToFault(Frame frame, int errno)
    {
        var name = Sockets.InterfaceName(frame.InterfaceIndex)
            ?? $"interface {frame.InterfaceIndex}";
        return new SystemFault($"send a frame on {name}", errno, errno switch
        {
            ErrorNumber.ENETDOWN => "the interface is down",
            ErrorNumber.ENODEV or ErrorNumber.ENXIO => "there is no such interface any more",
            ErrorNumber.EAGAIN or ErrorNumber.ENOBUFS =>
                "the interface does not send as fast; the announcement will be repeated",
            _ => null,
        });
    }
}
