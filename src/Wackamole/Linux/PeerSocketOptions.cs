using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Native.InternetOptions;

namespace Wackamole.Linux;

/// <summary>Opens the descriptors of a peer socket and sets their options.</summary>
internal static unsafe class PeerSocketOptions
{
    /// <summary>
    /// Room for the packets of a whole cluster while the loop was not run for a while.
    /// </summary>
    private const int BufferBytes = 4 * 1024 * 1024;

    /// <summary>Heartbeats to a group stay on the segment.</summary>
    private const int GroupHops = 1;

    public static int InterfaceIndex(string? name)
    {
        if (name is null)
        {
            return 0;
        }

        var index = (int)Sockets.IfNameToIndex(name);
        return index > 0 ? index : throw new SystemFaultException(ErrorNumber.Last,
            $"find the interface {name}", "name one that «ip link» lists");
    }

    public static DescriptorHandle OpenUnicast(Endpoint local, int scope)
    {
        var isV6 = local.Address.IsV6;
        var handle = OpenHandle(isV6);
        try
        {
            SetCommon(handle, isV6);

            // The address may come up after us (or never: then nothing is heard, and it is said).
            Sockets.TrySet(handle, isV6 ? IPPROTO_IPV6 : IPPROTO_IP,
                isV6 ? IPV6_FREEBIND : IP_FREEBIND, 1);
            Sockets.Set(handle, isV6 ? IPPROTO_IPV6 : IPPROTO_IP,
                isV6 ? IPV6_RECVERR : IP_RECVERR, 1, "ask for errors of sent packets");
            Bind(handle, local, scope);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens the descriptor that receives what is sent to the group, and lets the unicast one
    /// send to the group. Several daemons of one machine may share group and port.
    /// </summary>
    public static DescriptorHandle OpenGroup(
        DescriptorHandle unicast, Endpoint group, IpAddress localAddress, int scope)
    {
        var handle = OpenHandle(group.Address.IsV6);
        try
        {
            SetCommon(handle, group.Address.IsV6);
            Sockets.Set(handle, Sockets.SOL_SOCKET, Sockets.SO_REUSEADDR, 1,
                "share the port of a multicast group");
            Bind(handle, group, scope);
            SetGroup(handle, unicast, group.Address, localAddress, scope);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The address and port that a socket is bound to.</summary>
    public static Endpoint NameOf(DescriptorHandle handle)
    {
        var address = stackalloc byte[SocketAddress.MaxBytes];
        var length = (uint)SocketAddress.MaxBytes;
        return Sockets.GetSockName(handle, address, &length) == 0
            && SocketAddress.TryRead(new ReadOnlySpan<byte>(address, (int)length), out var name)
                ? name
                : throw new SystemFaultException(ErrorNumber.Last, "read the address of a socket");
    }

    private static DescriptorHandle OpenHandle(bool isV6) => new(
        Sockets.Socket(isV6 ? Sockets.AF_INET6 : Sockets.AF_INET,
            Sockets.SOCK_DGRAM | Sockets.SOCK_CLOEXEC | Sockets.SOCK_NONBLOCK, IPPROTO_UDP),
        isV6 ? "open a UDP socket for IPv6" : "open a UDP socket for IPv4");

    // What a network does with these is its own affair: none is needed to go on.
    private static void SetCommon(DescriptorHandle handle, bool isV6)
    {
        Sockets.SetBuffers(handle, BufferBytes, BufferBytes);
        var level = isV6 ? IPPROTO_IPV6 : IPPROTO_IP;
        if (isV6)
        {
            Sockets.Set(handle, level, IPV6_V6ONLY, 1, "keep IPv4 out of a socket for IPv6");
        }

        Sockets.TrySet(handle, level, isV6 ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER, IP_PMTUDISC_DONT);
        Sockets.TrySet(handle, level, isV6 ? IPV6_TCLASS : IP_TOS, ClassSelector6);

        // After the class, which sets a priority of its own.
        Sockets.TrySet(handle, Sockets.SOL_SOCKET, Sockets.SO_PRIORITY, InteractivePriority);
    }

    private static void Bind(DescriptorHandle handle, Endpoint local, int scope)
    {
        var address = stackalloc byte[SocketAddress.MaxBytes];
        var length = SocketAddress.Write(
            new Span<byte>(address, SocketAddress.MaxBytes), local, scope);
        if (Sockets.Bind(handle, address, (uint)length) < 0)
        {
            var errno = ErrorNumber.Last;
            throw new SystemFaultException(errno, $"listen at {local}", errno switch
            {
                ErrorNumber.EADDRINUSE =>
                    "another process has this port: stop it, or configure another Port",
                ErrorNumber.EACCES =>
                    "ports below 1024 need CAP_NET_BIND_SERVICE: use another Port",
                _ => null,
            });
        }
    }

    private static void SetGroup(DescriptorHandle handle, DescriptorHandle unicast,
        IpAddress group, IpAddress localAddress, int scope)
    {
        var action = $"join the multicast group {group}";
        var level = group.IsV6 ? IPPROTO_IPV6 : IPPROTO_IP;

        // struct ip_mreqn is group, local address, index; struct ipv6_mreq is group, index.
        Span<byte> request = stackalloc byte[group.IsV6 ? 20 : 12];
        request.Clear();
        group.WriteTo(request);
        BinaryPrimitives.WriteInt32LittleEndian(request[^4..], scope);
        if (!group.IsV6)
        {
            localAddress.WriteTo(request[4..]);
        }

        SetBytes(handle, level, group.IsV6 ? IPV6_JOIN_GROUP : IP_ADD_MEMBERSHIP, request, action);
        Sockets.TrySet(handle, level, group.IsV6 ? IPV6_MULTICAST_ALL : IP_MULTICAST_ALL, 0);
        if (group.IsV6)
        {
            Sockets.Set(unicast, level, IPV6_MULTICAST_IF, scope, action);
        }
        else
        {
            SetBytes(unicast, level, IP_MULTICAST_IF, request, action);
        }

        // Other daemons of this machine hear us too; our own packets are left out on arrival.
        Sockets.Set(unicast, level,
            group.IsV6 ? IPV6_MULTICAST_LOOP : IP_MULTICAST_LOOP, 1, action);
        Sockets.Set(unicast, level,
            group.IsV6 ? IPV6_MULTICAST_HOPS : IP_MULTICAST_TTL, GroupHops, action);
    }

    private static void SetBytes(
        DescriptorHandle handle, int level, int name, ReadOnlySpan<byte> value, string action)
    {
        fixed (byte* bytes = value)
        {
            if (Sockets.SetSockOpt(handle, level, name, bytes, (uint)value.Length) < 0)
            {
                throw new SystemFaultException(ErrorNumber.Last,
                    action, "the interface must be up and able to multicast");
            }
        }
    }
}
