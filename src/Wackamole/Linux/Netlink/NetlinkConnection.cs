using System.Runtime.InteropServices;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Native.ErrorNumber;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>
/// A socket to the kernel's routing family (rtnetlink(7)). For one thread at a time.
/// </summary>
internal sealed unsafe class NetlinkConnection : IDisposable
{
    /// <summary>
    /// The kernel never makes one datagram greater than this (NLMSG_GOODSIZE, 32 KiB).
    /// </summary>
    private const int ReceiveBytes = 64 * 1024;

    /// <summary>Room for the notices of thousands of addresses that change at once.</summary>
    private const int BufferBytes = 4 * 1024 * 1024;

    /// <summary>
    /// The kernel answers within the send call; this only bounds a fault of its own.
    /// </summary>
    private const int PatienceSeconds = 5;

    private const int AddressBytes = 12;

    private readonly DescriptorHandle _handle;
    private readonly byte[] _received = GC.AllocateUninitializedArray<byte>(ReceiveBytes);
    private uint _sequence;

    private NetlinkConnection(DescriptorHandle handle) => _handle = handle;

    public SafeHandle Handle => _handle;

    /// <param name="groups">RTMGRP_… to be told about; 0 for none.</param>
    /// <param name="waits">Receive waits for an answer instead of saying EAGAIN.</param>
    public static NetlinkConnection Open(int groups, bool waits)
    {
        const string action = "open a netlink socket to the kernel's routing";
        var handle = new DescriptorHandle(Sockets.Socket(Sockets.AF_NETLINK, Sockets.SOCK_RAW
            | Sockets.SOCK_CLOEXEC | (waits ? 0 : Sockets.SOCK_NONBLOCK), NETLINK_ROUTE), action);
        try
        {
            Sockets.SetBuffers(handle, BufferBytes, BufferBytes);
            Sockets.TrySet(handle, SOL_NETLINK, NETLINK_EXT_ACK, 1);
            Sockets.TrySet(handle, SOL_NETLINK, NETLINK_CAP_ACK, 1);
            Sockets.TrySet(handle, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
            var patience = stackalloc long[2] { PatienceSeconds, 0 };
            _ = Sockets.SetSockOpt(handle, Sockets.SOL_SOCKET, Sockets.SO_RCVTIMEO,
                patience, 2 * sizeof(long));

            // struct sockaddr_nl of linux/netlink.h: family, padding, port (any), groups.
            var address = stackalloc uint[3] { Sockets.AF_NETLINK, 0, (uint)groups };
            return Sockets.Bind(handle, address, AddressBytes) == 0
                ? new NetlinkConnection(handle)
                : throw new SystemFaultException(Last, action);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Numbers for the next requests; the first of them is answered.</summary>
    public uint TakeSequences(int count)
    {
        var first = _sequence + 1;
        _sequence += (uint)count;
        return first;
    }

    /// <summary>
    /// Hands requests to the kernel, which carries them out meanwhile. Answers errno or 0.
    /// </summary>
    public int Send(ReadOnlySpan<byte> requests)
    {
        var kernel = stackalloc uint[3] { Sockets.AF_NETLINK, 0, 0 };
        fixed (byte* bytes = requests)
        {
            while (Sockets.SendTo(_handle, bytes, (nuint)requests.Length, Sockets.MSG_NOSIGNAL,
                kernel, AddressBytes) < 0)
            {
                if (Last != EINTR)
                {
                    return Last;
                }
            }
        }

        return 0;
    }

    /// <summary>
    /// Takes one datagram of the kernel, valid until the next. Answers errno or 0.
    /// </summary>
    public int Receive(out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        var address = stackalloc uint[3];
        fixed (byte* bytes = _received)
        {
            while (true)
            {
                var addressLength = (uint)AddressBytes;
                var length = Sockets.RecvFrom(_handle, bytes, ReceiveBytes, Sockets.MSG_TRUNC,
                    address, &addressLength);
                if (length > ReceiveBytes)
                {
                    return EMSGSIZE;
                }

                if (length < 0 && Last != EINTR)
                {
                    return Last;
                }

                // Only the kernel has port 0: nobody else may tell us about addresses.
                if (length >= 0 && address[1] == 0)
                {
                    datagram = _received.AsSpan(0, (int)length);
                    return 0;
                }
            }
        }
    }

    public void Dispose() => _handle.Dispose();
}
