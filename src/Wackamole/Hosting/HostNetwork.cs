using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>This host's network as it is made ready before the first packet.</summary>
/// <param name="Interfaces">As they are now.</param>
/// <param name="Notices">Open since before the interfaces were read: no change is missed.</param>
/// <param name="Links">Open, in the order of the configuration.</param>
internal sealed record HostNetwork(
    ImmutableArray<NetworkInterface> Interfaces, RouteMonitor Notices,
    ImmutableArray<PeerSocket> Links) : IDisposable
{
    /// <summary>
    /// Removes what an earlier run left behind, then opens the links: where they cannot be opened
    /// the host is clean all the same.
    /// </summary>
    /// <exception cref="StartFaultException">The network cannot be set up; why.</exception>
    public static HostNetwork Open(HostSettings settings, ILogger log)
    {
        try
        {
            using var route = RouteSocket.Open();
            var notices = RouteMonitor.Open();
            Require(route.ListInterfaces(out var interfaces));
            Require(route.Dump(null, out var addresses));
            var plans = LinkPlan.Make(settings, addresses, interfaces);
            RefuseOwnAddresses(settings, plans);
            RemoveLeftovers(settings, route, addresses, new InterfaceNames(interfaces), log);
            return new HostNetwork(interfaces, notices, OpenLinks(plans, log));
        }
        catch (SystemFaultException fault)
        {
            throw new StartFaultException(ExitStatus.Network, fault.Fault.Text);
        }
    }

    /// <summary>
    /// To take a host's own address away would cut it off, and its cluster with it.
    /// </summary>
    /// <exception cref="StartFaultException">A virtual address is a host's own.</exception>
    public static void RefuseOwnAddresses(HostSettings settings, ImmutableArray<LinkPlan> plans)
    {
        var peers = settings.Node.Peers.SelectMany(peer => peer).Concat(
            plans.Select(plan => plan.Local)).Select(endpoint => endpoint.Address).ToHashSet();
        foreach (var virtualInterface in settings.Node.VirtualInterfaces)
        {
            foreach (var address in virtualInterface.Addresses)
            {
                if (peers.Contains(address.Address))
                {
                    throw new StartFaultException(ExitStatus.Configuration,
                        $"{settings.Path}: {address.Address} is a host's own address and cannot "
                        + "be a virtual one too; take it out of VirtualInterfaces or Peers");
                }
            }
        }
    }

    public void Dispose()
    {
        Notices.Dispose();
        foreach (var link in Links)
        {
            link.Dispose();
        }
    }

    private static void RemoveLeftovers(
        HostSettings settings, RouteSocket route, ImmutableArray<KernelAddress> addresses,
        InterfaceNames names, ILogger log)
    {
        var listed = Leftovers.AddressesOf(settings.Node.VirtualInterfaces);
        var anotherGroup = DuplicateGuard.IsAnotherGroupHere(settings.Node.Group);
        if (anotherGroup && Leftovers.PerhapsHeld(addresses, listed) is { } held)
        {
            throw new StartFaultException(ExitStatus.Configuration,
                $"{names.Describe(held)} seems to be held by a daemon of another group on this "
                + "host, and an address belongs to one group; what a crash has left is removed by "
                + "`wackamole --release`");
        }

        // The fence that an earlier run left is about to be replaced, which would open these.
        listed.UnionWith(new FenceRemnant(FenceName.Of(settings.Node.Group)).HeldAmong(
            addresses.Where(one => one.IsOurs).Select(one => one.Address)));
        var leftovers = Leftovers.AtStart(addresses, listed, alsoUnlisted: !anotherGroup);
        if (Leftovers.Remove(route, leftovers, names) is { } fault)
        {
            throw new StartFaultException(ExitStatus.Network,
                $"what an earlier run left behind cannot be removed: {fault}");
        }

        foreach (var removed in leftovers)
        {
            AddressLog.LeftoverRemoved(log, names.Describe(removed));
        }
    }

    private static ImmutableArray<PeerSocket> OpenLinks(
        ImmutableArray<LinkPlan> plans, ILogger log)
    {
        var links = ImmutableArray.CreateBuilder<PeerSocket>();
        foreach (var plan in plans)
        {
            var socket = PeerSocket.Open(plan.Local, plan.MulticastGroup, plan.InterfaceName);
            if (plan.MulticastGroup is { } group)
            {
                StartLog.MulticastLink(
                    log, links.Count, socket.Local.ToString(), group.ToString());
            }
            else if (plan.IsListed)
            {
                StartLog.Link(log, links.Count, socket.Local.ToString());
            }
            else
            {
                StartLog.NotListed(log, links.Count, socket.Local.ToString());
            }

            links.Add(socket);
        }

        return links.ToImmutable();
    }

    private static void Require(SystemFault? fault)
    {
        if (fault is not null)
        {
            throw new SystemFaultException(fault);
        }
    }
}
