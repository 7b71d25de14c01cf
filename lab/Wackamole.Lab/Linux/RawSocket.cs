using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Wackamole.Lab.Linux;

/// <summary>
/// A raw socket that never blocks and allocates nothing after it was opened: what is sent and
/// received is bytes in the caller's buffers.
/// </summary>
internal sealed unsafe class RawSocket : IDisposable
{
    private const int BufferBytes = 8 << 20;

    private readonly FileDescriptor _descriptor;

    private RawSocket(int domain, int protocol, string purpose)
    {
        _descriptor = new FileDescriptor(Native.socket(
            domain, Native.SOCK_RAW | Native.SOCK_NONBLOCK | Native.SOCK_CLOEXEC, protocol));
        if (_descriptor.IsInvalid)
        {
            throw Failed($"cannot open the {purpose}");
        }

        Enlarge(Native.SO_RCVBUFFORCE, Native.SO_RCVBUF);
        Enlarge(Native.SO_SNDBUFFORCE, Native.SO_SNDBUF);
    }

    public int Descriptor => _descriptor.Number;

    /// <summary>
    /// ICMP through the kernel's routes and neighbour table; echo replies arrive.
    /// </summary>
    public static RawSocket Echo4(bool receives)
    {
        const uint EchoReplyOnly = ~1u;
        var socket = new RawSocket(Native.AF_INET, Native.IPPROTO_ICMP, "ICMP socket");
        var blocked = receives ? EchoReplyOnly : ~0u;
        socket.Set(Native.SOL_RAW, Native.ICMP_FILTER, &blocked, sizeof(uint));
        return socket;
    }

    /// <summary>The same for IPv6; the kernel writes and checks the checksum.</summary>
    public static RawSocket Echo6(bool receives)
    {
        const int EchoReply = 129;
        var socket = new RawSocket(Native.AF_INET6, Native.IPPROTO_ICMPV6, "ICMPv6 socket");
        Span<uint> blocked = stackalloc uint[8];
        blocked.Fill(~0u);
        if (receives)
        {
            blocked[EchoReply >> 5] &= ~(1u << (EchoReply & 31));
        }

        fixed (uint* filter = blocked)
        {
            socket.Set(Native.IPPROTO_ICMPV6, Native.ICMPV6_FILTER, filter, 32);
        }

        return socket;
    }

    /// <summary>Whole Ethernet frames of one type on one interface, whoever they are for.</summary>
    public static RawSocket Frames(string interfaceName, ushort etherType)
    {
        var index = (int)Native.if_nametoindex(interfaceName);
        if (index == 0)
        {
            throw new LabException($"there is no interface «{interfaceName}» here");
        }

        var protocol = BinaryPrimitives.ReverseEndianness(etherType);
        var socket = new RawSocket(Native.AF_PACKET, protocol, "packet socket");
        var address = new Native.sockaddr_ll
        {
            sll_family = Native.AF_PACKET,
            sll_protocol = protocol,
            sll_ifindex = index,
        };
        if (Native.bind(socket._descriptor, &address, (uint)sizeof(Native.sockaddr_ll)) != 0)
        {
            throw Failed($"cannot listen on {interfaceName}");
        }

        var everything = new Native.packet_mreq
        {
            mr_ifindex = index,
            mr_type = Native.PACKET_MR_PROMISC,
        };
        socket.Set(Native.SOL_PACKET, Native.PACKET_ADD_MEMBERSHIP, &everything,
            (uint)sizeof(Native.packet_mreq));
        return socket;
    }

    /// <summary>Sends to a sockaddr (empty: where it is bound); false where refused now.</summary>
    public bool Send(ReadOnlySpan<byte> data, ReadOnlySpan<byte> destination)
    {
        fixed (byte* bytes = data)
        fixed (byte* address = destination)
        {
            return Native.sendto(Descriptor, bytes, data.Length, 0, address,
                (uint)destination.Length) == data.Length;
        }
    }

    /// <summary>
    /// Takes one packet; 0 where none is waiting. Source gets the sender's sockaddr.
    /// </summary>
    public int Receive(Span<byte> buffer, Span<byte> source)
    {
        fixed (byte* bytes = buffer)
        fixed (byte* address = source)
        {
            while (true)
            {
                var length = (uint)source.Length;
                var received = Native.recvfrom(Descriptor, bytes, buffer.Length, 0,
                    source.IsEmpty ? null : address, source.IsEmpty ? null : &length);
                if (received >= 0 || Marshal.GetLastPInvokeError() != Native.EINTR)
                {
                    return (int)Math.Max(received, 0);
                }
            }
        }
    }

    public void Dispose() => _descriptor.Dispose();

    private static LabException Failed(string what) =>
        new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");

    private void Set(int level, int option, void* value, uint length)
    {
        if (Native.setsockopt(_descriptor, level, option, value, length) != 0)
        {
            throw Failed("cannot set up a raw socket");
        }
    }

    /// <summary>
    /// As large as wished where we may force it, else as large as the system allows.
    /// </summary>
    private void Enlarge(int forced, int polite)
    {
        var bytes = BufferBytes;
        if (Native.setsockopt(_descriptor, Native.SOL_SOCKET, forced, &bytes, sizeof(int)) != 0)
        {
            _ = Native.setsockopt(
                _descriptor, Native.SOL_SOCKET, polite, &bytes, sizeof(int));
        }
    }
}
