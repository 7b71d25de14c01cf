using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Native.InternetOptions;

namespace Wackamole.Linux;

/// <summary>Reads the error queue of a UDP socket (ip(7), IP_RECVERR).</summary>
internal static unsafe class PeerSocketErrors
{
    // struct cmsghdr of bits/socket.h: length, level, type; the payload is aligned to 8 bytes.
    private const int ControlHeaderBytes = 16;
    private const int ControlLevelOffset = 8;
    private const int ControlTypeOffset = 12;

    // struct sock_extended_err of linux/errqueue.h, followed by who reported it.
    private const int ExtendedErrorBytes = 16;
    private const int OriginOffset = 4;

    private const int ControlBytes = 256;
    private const int ReportsSkipped = 16;

    public static bool TryRead(DescriptorHandle handle, out Endpoint peer, out int errno)
    {
        var address = stackalloc byte[SocketAddress.MaxBytes];
        var control = stackalloc byte[ControlBytes];
        byte payload;
        var vector = new IoVector { Base = &payload, Length = 1 };
        for (var attempt = 0; attempt < ReportsSkipped; attempt++)
        {
            var message = new MessageHeader
            {
                Name = address,
                NameLength = SocketAddress.MaxBytes,
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = ControlBytes,
            };
            if (Sockets.RecvMsg(handle, &message,
                Sockets.MSG_ERRQUEUE | Sockets.MSG_DONTWAIT) < 0)
            {
                if (ErrorNumber.Last == ErrorNumber.EINTR)
                {
                    continue;
                }

                break;
            }

            if (SocketAddress.TryRead(
                    new ReadOnlySpan<byte>(address, (int)message.NameLength), out peer)
                && TryParse(new ReadOnlySpan<byte>(control, (int)message.ControlLength),
                    peer.Address, out errno))
            {
                return true;
            }
        }

        (peer, errno) = (default, 0);
        return false;
    }

    /// <summary>Finds the report among the control messages; false where there is none.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> control, IpAddress peer, out int errno)
    {
        while (control.Length >= ControlHeaderBytes)
        {
            var length = BinaryPrimitives.ReadUInt64LittleEndian(control);
            if (length < ControlHeaderBytes || length > (ulong)control.Length)
            {
                break;
            }

            var level = BinaryPrimitives.ReadInt32LittleEndian(control[ControlLevelOffset..]);
            var type = BinaryPrimitives.ReadInt32LittleEndian(control[ControlTypeOffset..]);
            var value = control[ControlHeaderBytes..(int)length];
            if ((level, type) is (IPPROTO_IP, IP_RECVERR) or (IPPROTO_IPV6, IPV6_RECVERR)
                && value.Length >= ExtendedErrorBytes)
            {
                errno = Judge(value, peer);
                return true;
            }

            control = control[Math.Min(control.Length, ((int)length + 7) & ~7)..];
        }

        errno = 0;
        return false;
    }

    private static int Judge(ReadOnlySpan<byte> value, IpAddress peer)
    {
        var errno = BinaryPrimitives.ReadInt32LittleEndian(value);
        var isOfNetwork = value[OriginOffset] is SO_EE_ORIGIN_ICMP or SO_EE_ORIGIN_ICMP6;
        var isOfPeer = SocketAddress.TryRead(value[ExtendedErrorBytes..], out var reporter)
            && reporter.Address == peer;
        return errno == ErrorNumber.ECONNREFUSED && isOfNetwork && !isOfPeer
            ? ErrorNumber.EHOSTUNREACH
            : errno;
    }
}
