using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Native.ErrorNumber;

namespace Wackamole.Linux;

/// <summary>
/// One local link to the peers: a UDP socket on one local address and port, never shared with
/// another process, so that packets always leave from that address and never from a virtual one.
/// With a multicast group a second descriptor, bound to the group, receives only what is sent to
/// it.
/// </summary>
public sealed unsafe class PeerSocket : IDescriptor, IDisposable
{
    private const int UnicastTag = 0;
    private const int GroupTag = 1;

    /// <summary>
    /// A socket keeps one error of earlier packets at a time; another may follow it.
    /// </summary>
    private const int Attempts = 4;

    private readonly DescriptorHandle _unicast;
    private readonly DescriptorHandle? _group;
    private readonly Epoll? _both;
    private readonly int _scope;

    private PeerSocket(DescriptorHandle unicast, DescriptorHandle? group, Endpoint local, int scope)
    {
        (_unicast, _group, Local, _scope) = (unicast, group, local, scope);
        if (group is not null)
        {
            _both = new Epoll();
            _both.Add(unicast, UnicastTag);
            _both.Add(group, GroupTag);
        }
    }

    /// <summary>The local address and port that peers see as the source.</summary>
    public Endpoint Local { get; }

    /// <summary>
    /// Readable while a datagram waits or an error was reported: receive until there is nothing,
    /// then read errors until there are none, else it stays ready.
    /// </summary>
    public SafeHandle Handle => _both?.Handle ?? _unicast;

    /// <summary>The descriptor that sends, for a child to inherit.</summary>
    internal int UnicastNumber => (int)_unicast.DangerousGetHandle();

    /// <summary>Errno of the last Send that answered Refused or Failed.</summary>
    public int LastSendErrno { get; private set; }

    /// <summary>Opens a link.</summary>
    /// <param name="local">
    /// Own address (any, 0.0.0.0 or ::, where the kernel is to choose) and port (0 for any free
    /// one).
    /// An address that is not up yet is accepted.
    /// </param>
    /// <param name="multicastGroup">Group and port to join too, or null.</param>
    /// <param name="interfaceName">
    /// Interface for the group and for link-local IPv6; null leaves it to local's address.
    /// </param>
    /// <exception cref="SystemFaultException">No socket, the port is in use, no such
    /// interface.</exception>
    public static PeerSocket Open(Endpoint local, Endpoint? multicastGroup, string? interfaceName)
    {
        var scope = PeerSocketOptions.InterfaceIndex(interfaceName);
        var unicast = PeerSocketOptions.OpenUnicast(local, scope);
        try
        {
            var group = multicastGroup is { } joined
                ? PeerSocketOptions.OpenGroup(unicast, joined, local.Address, scope)
                : null;
            return new PeerSocket(unicast, group, PeerSocketOptions.NameOf(unicast), scope);
        }
        catch
        {
            unicast.Dispose();
            throw;
        }
    }

    /// <summary>Takes one datagram without waiting: its length, or -1 when there is none.</summary>
    /// <param name="buffer">Takes the datagram; what is beyond its length is cut off.</param>
    public int Receive(Span<byte> buffer, out Endpoint source)
    {
        var length = Receive(_unicast, buffer, out source);
        if (length >= 0 || _group is null)
        {
            return length;
        }

        do
        {
            length = Receive(_group, buffer, out source);
        }
        while (length >= 0 && source == Local);
        return length;
    }

    /// <summary>Sends one datagram without waiting.</summary>
    public SendResult Send(ReadOnlySpan<byte> payload, Endpoint destination)
    {
        var address = stackalloc byte[SocketAddress.MaxBytes];
        var addressLength = SocketAddress.Write(
            new Span<byte>(address, SocketAddress.MaxBytes), destination, _scope);
        fixed (byte* bytes = payload)
        {
            // What an earlier packet met (IP_RECVERR) is told to the next caller, whoever it is:
            // it says nothing about this packet, so try again.
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (Sockets.SendTo(_unicast, bytes, (nuint)payload.Length,
                    Sockets.MSG_DONTWAIT | Sockets.MSG_NOSIGNAL, address, (uint)addressLength) >= 0)
                {
                    return SendResult.Sent;
                }

                LastSendErrno = Last;
                if (!MayBeOfEarlierPacket(LastSendErrno) && LastSendErrno != EINTR)
                {
                    break;
                }
            }
        }

        return ToResult(LastSendErrno);
    }

    /// <summary>A destination as sendto(2) takes it over this link.</summary>
    internal ImmutableArray<byte> Encode(Endpoint destination)
    {
        Span<byte> address = stackalloc byte[SocketAddress.MaxBytes];
        return [.. address[..SocketAddress.Write(address, destination, _scope)]];
    }

    /// <summary>
    /// Takes one report about a datagram sent earlier; false when there is none. ECONNREFUSED
    /// is given only where the peer itself said that nobody listens at the port; the same from
    /// another station (a firewall) is given as EHOSTUNREACH.
    /// </summary>
    /// <param name="peer">Where that datagram was sent to.</param>
    public bool TryReadError(out Endpoint peer, out int errno) =>
        PeerSocketErrors.TryRead(_unicast, out peer, out errno);

    public void Dispose()
    {
        _both?.Dispose();
        _group?.Dispose();
        _unicast.Dispose();
    }

    private static int Receive(DescriptorHandle handle, Span<byte> buffer, out Endpoint source)
    {
        var address = stackalloc byte[SocketAddress.MaxBytes];
        fixed (byte* bytes = buffer)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var addressLength = (uint)SocketAddress.MaxBytes;
                var length = Sockets.RecvFrom(handle, bytes, (nuint)buffer.Length,
                    Sockets.MSG_DONTWAIT, address, &addressLength);
                if (length >= 0 && SocketAddress.TryRead(
                    new ReadOnlySpan<byte>(address, (int)addressLength), out source))
                {
                    return (int)length;
                }

                if (length < 0 && Last == EAGAIN)
                {
                    break;
                }
            }
        }

        source = default;
        return -1;
    }

    private static bool MayBeOfEarlierPacket(int errno) => errno is ECONNREFUSED
        or EHOSTUNREACH or ENETUNREACH or EHOSTDOWN or EPROTO or EACCES or EOPNOTSUPP;

    private static SendResult ToResult(int errno) => errno switch
    {
        EAGAIN => SendResult.WouldBlock,
        ENOBUFS or ENOMEM => SendResult.NoBuffers,
        EMSGSIZE => SendResult.TooLarge,
        ECONNREFUSED or EHOSTUNREACH or ENETUNREACH or EHOSTDOWN or ENETDOWN or EADDRNOTAVAIL
            => SendResult.Refused,
        _ => SendResult.Failed,
    };
}
