using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// Where one link is bound. Always to an own, real address if one can be told: else a virtual
/// address might become the source of heartbeats, and go elsewhere with them.
/// </summary>
/// <param name="IsListed">Whether the configuration names it; otherwise it was worked out.</param>
internal sealed record LinkPlan(
    Endpoint Local, Endpoint? MulticastGroup, string? InterfaceName, bool IsListed)
{
    /// <summary>The links that a configuration asks for on this host.</summary>
    public static ImmutableArray<LinkPlan> Make(
        HostSettings settings, ImmutableArray<KernelAddress> addresses,
        ImmutableArray<NetworkInterface> interfaces)
    {
        var own = addresses.Where(one => !one.IsOurs).ToImmutableArray();
        var links = Enumerable.Range(0, settings.Node.Links);
        return settings.Node.Multicast is { } group
            ? [.. links.Select(link => Multicast(settings.File, link, group, own, interfaces))]
            : [.. links.Select(link => Unicast(settings, link, own, interfaces))];
    }

    private static LinkPlan Unicast(HostSettings settings, int link,
        ImmutableArray<KernelAddress> own, ImmutableArray<NetworkInterface> interfaces)
    {
        var peers = settings.Node.Peers.Where(peer => peer.Length > link)
            .Select(peer => peer[link]).ToList();
        foreach (var endpoint in peers)
        {
            if (own.FirstOrDefault(one => one.Address == endpoint.Address) is { } found)
            {
                return new LinkPlan(endpoint, null, ScopeOf(found, interfaces), true);
            }
        }

        var source = peers.Select(SourceTowards).FirstOrDefault(one => one is not null)
            ?? Any(peers.Count > 0 && peers[0].Address.IsV6);
        return new LinkPlan(new Endpoint(source, settings.File.Port), null, null, false);
    }

    private static LinkPlan Multicast(ConfigurationFile file, int link, Endpoint group,
        ImmutableArray<KernelAddress> own, ImmutableArray<NetworkInterface> interfaces)
    {
        if (link < file.Links.Count)
        {
            var name = file.Links[link];
            var index = interfaces.FirstOrDefault(one => one.Name == name)?.Index ?? 0;
            var address = own.FirstOrDefault(one => one.InterfaceIndex == index
                && one.Address.IsV6 == group.Address.IsV6)?.Address ?? Any(group.Address.IsV6);
            return new LinkPlan(new Endpoint(address, file.Port), group, name, true);
        }

        var source = SourceTowards(group) ?? Any(group.Address.IsV6);
        return new LinkPlan(new Endpoint(source, file.Port), group, null, true);
    }

    // fe80::/10 means something on one interface only.
    private static string? ScopeOf(
        KernelAddress found, ImmutableArray<NetworkInterface> interfaces) =>
        found.Address.IsV6 && found.Address.Bits >> 118 == 0x3fa
            ? interfaces.FirstOrDefault(one => one.Index == found.InterfaceIndex)?.Name : null;

    private static IpAddress Any(bool isV6) =>
        isV6 ? IpAddress.V6(UInt128.Zero) : IpAddress.V4(0);

    // To connect a datagram socket sends nothing: it only asks the kernel's routes.
    private static IpAddress? SourceTowards(Endpoint peer)
    {
        try
        {
            using var socket = new Socket(
                peer.Address.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
                SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(peer.Address.ToIPAddress(), peer.Port));
            return socket.LocalEndPoint is IPEndPoint local ? IpAddress.From(local.Address) : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
