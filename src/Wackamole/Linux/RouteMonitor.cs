using System.Runtime.InteropServices;
using Wackamole.Linux.Native;
using Wackamole.Linux.Netlink;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux;

/// <summary>
/// The kernel's notices about interfaces and addresses (rtnetlink(7), multicast groups).
/// </summary>
public sealed class RouteMonitor : IDescriptor, IDisposable
{
    private static readonly RouteNotice Lost = new RouteNotice.Overrun();

    private readonly NetlinkConnection _connection = NetlinkConnection.Open(
        RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR, waits: false);

    // What is left of the last datagram. The kernel puts one notice into each; nothing promises it.
    private readonly Queue<RouteNotice> _notices = new();

    private RouteMonitor()
    {
    }

    public SafeHandle Handle => _connection.Handle;

    /// <summary>Messages that could not be understood; each counts as an overrun.</summary>
    public long Refused { get; private set; }

    /// <exception cref="SystemFaultException">The kernel gives no netlink socket.</exception>
    public static RouteMonitor Open() => new();

    /// <summary>Takes one notice without waiting; false for none: ignore it then.</summary>
    public bool TryRead(out RouteNotice notice)
    {
        while (_notices.Count == 0)
        {
            var errno = _connection.Receive(out var datagram);
            if (errno == 0)
            {
                Refused += RouteNotices.Parse(datagram, _notices);
            }
            else if (errno is ErrorNumber.ENOBUFS or ErrorNumber.EMSGSIZE)
            {
                _notices.Enqueue(Lost);
            }
            else
            {
                notice = Lost;
                return false;
            }
        }

        notice = _notices.Dequeue();
        return true;
    }

    public void Dispose() => _connection.Dispose();
}
