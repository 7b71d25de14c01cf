using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;
using Wackamole.Linux.Netlink;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux;

/// <summary>
/// Changes and reads this host's addresses (rtnetlink(7)). Every call waits for the kernel, which
/// takes about 10 µs an IPv4 address but may take milliseconds for each IPv6 one: never on the
/// loop's thread. For one thread at a time; works in the network namespace it was opened in.
/// </summary>
public sealed class RouteSocket : IDisposable
{
    /// <summary>
    /// Tag of the addresses that we add (IFA_PROTO), by which a later run finds them.
    /// </summary>
    public const byte AddressProtocol = 0x77;

    private readonly NetlinkConnection _connection = NetlinkConnection.Open(0, waits: true);
    private readonly AddressBatch _batch;

    private RouteSocket() => _batch = new AddressBatch(_connection);

    /// <exception cref="SystemFaultException">The kernel gives no netlink socket.</exception>
    public static RouteSocket Open() => new();

    /// <summary>Adds one address; null where it is there now.</summary>
    public SystemFault? AddAddress(
        int interfaceIndex, InterfaceAddress address, AddressLifetime lifetime)
    {
        var fault = new SystemFault?[1];
        AddAddresses([new AddressRequest(interfaceIndex, address)], lifetime, fault);
        return fault[0];
    }

    /// <summary>
    /// Removes one address; null where it is gone now (also if it was not there).
    /// </summary>
    public SystemFault? RemoveAddress(int interfaceIndex, InterfaceAddress address)
    {
        var fault = new SystemFault?[1];
        RemoveAddresses([new AddressRequest(interfaceIndex, address)], fault);
        return fault[0];
    }

    /// <summary>
    /// Adds addresses, with our tag, IPv6 without duplicate address detection. One that we had
    /// added before gets the lifetime anew; one that something else has put there is a fault.
    /// </summary>
    /// <param name="faults">For each request why not, or null.</param>
    public void AddAddresses(ReadOnlySpan<AddressRequest> requests, AddressLifetime lifetime,
        Span<SystemFault?> faults)
    {
        var steps = new List<AddressStep>(requests.Length);
        foreach (var request in requests)
        {
            steps.Add(AddressStep.Add(steps.Count, AddressBatch.ToKernel(request, lifetime)));
        }

        _batch.Run(steps, faults);
        foreach (var fault in faults[..requests.Length])
        {
            if (fault?.Errno == ErrorNumber.EEXIST)
            {
                TakeOver(steps, faults);
                return;
            }
        }
    }

    /// <summary>Gives addresses a new lifetime, and adds those that are missing.</summary>
    public void RefreshAddresses(ReadOnlySpan<AddressRequest> requests, AddressLifetime lifetime,
        Span<SystemFault?> faults)
    {
        var steps = new List<AddressStep>(requests.Length);
        foreach (var request in requests)
        {
            steps.Add(AddressStep.Refresh(steps.Count, AddressBatch.ToKernel(request, lifetime)));
        }

        _batch.Run(steps, faults);
    }

    /// <summary>
    /// Removes addresses, whoever put them there, and no other: secondaries stay.
    /// </summary>
    /// <param name="faults">For each request why not, or null.</param>
    public void RemoveAddresses(
        ReadOnlySpan<AddressRequest> requests, Span<SystemFault?> faults)
    {
        var removed = new KernelAddress[requests.Length];
        for (var index = 0; index < requests.Length; index++)
        {
            removed[index] = AddressBatch.ToKernel(requests[index], AddressLifetime.Forever);
        }

        ImmutableArray<KernelAddress> present = [];
        if (removed.Any(address => !address.Address.IsV6 && address.PrefixLength < 32)
            && Dump(null, out present) is { } fault)
        {
            faults.Fill(fault);
            return;
        }

        _batch.Run(RemovalPlan.Make(
            removed, [.. present.Where(address => !address.Address.IsV6)],
            PromoteSecondaries.TryEnable), faults);
    }

    /// <summary>Reads the addresses of one interface, or of all.</summary>
    public SystemFault? Dump(int? interfaceIndex, out ImmutableArray<KernelAddress> addresses)
    {
        var found = ImmutableArray.CreateBuilder<KernelAddress>();
        var fault = NetlinkRequests.Dump(_connection, "read the addresses of this host",
            (ref NetlinkWriter writer, uint sequence) =>
                AddressCodec.WriteDump(ref writer, interfaceIndex ?? 0, sequence),
            found.Clear,
            (in NetlinkMessage message) =>
            {
                var refusal = AddressCodec.TryParse(message.Body, out var address);

                // A kernel that does not check strictly answers with every interface.
                if (address is not null && (interfaceIndex ?? address.InterfaceIndex)
                    == address.InterfaceIndex)
                {
                    found.Add(address);
                }

                return refusal == NetlinkRefusal.FamilyUnknown ? NetlinkRefusal.None : refusal;
            });
        addresses = found.ToImmutable();
        return fault;
    }

    /// <summary>
    /// Whether packets to an address end at this host. IPv4 does so with the addition; IPv6 only
    /// when a kernel worker has gone over the new address, also without duplicate detection.
    /// </summary>
    public bool IsLocal(IpAddress address)
    {
        var isLocal = false;
        return NetlinkRequests.Get(_connection, $"look up the route to {address}",
            (ref NetlinkWriter writer, uint sequence) =>
                RouteCodec.WriteGet(ref writer, address, sequence),
            (in NetlinkMessage message) => message.Type == RTM_NEWROUTE
                ? RouteCodec.TryParse(message.Body, out isLocal)
                : NetlinkRefusal.FamilyUnknown) is null && isLocal;
    }

    /// <summary>Reads the interfaces of this host.</summary>
    public SystemFault? ListInterfaces(out ImmutableArray<NetworkInterface> interfaces)
    {
        var found = ImmutableArray.CreateBuilder<NetworkInterface>();
        var fault = NetlinkRequests.Dump(_connection, "list the interfaces of this host",
            LinkCodec.WriteDump, found.Clear, (in NetlinkMessage message) =>
            {
                var refusal = LinkCodec.TryParse(message.Body, out var link);
                if (link is not null)
                {
                    found.Add(link);
                }

                return refusal == NetlinkRefusal.FamilyUnknown ? NetlinkRefusal.None : refusal;
            });
        interfaces = found.ToImmutable();
        return fault;
    }

    /// <summary>Reads the neighbours of this host.</summary>
    internal SystemFault? ListNeighbours(out ImmutableArray<Neighbour> neighbours)
    {
        var found = ImmutableArray.CreateBuilder<Neighbour>();
        var fault = NetlinkRequests.Dump(_connection, "read the neighbour table of this host",
            NeighbourCodec.WriteDump, found.Clear, (in NetlinkMessage message) =>
            {
                var refusal = NeighbourCodec.TryParse(message.Body, out var neighbour);
                if (refusal == NetlinkRefusal.None)
                {
                    found.Add(neighbour);
                }

                return refusal == NetlinkRefusal.FamilyUnknown ? NetlinkRefusal.None : refusal;
            });
        neighbours = found.ToImmutable();
        return fault;
    }

    public void Dispose() => _connection.Dispose();

    // What is there already is refreshed where it is ours. A kernel before 5.18 keeps no tags:
    // there an untagged address may be ours, and the operator's word that we manage it decides.
    private void TakeOver(List<AddressStep> steps, Span<SystemFault?> faults)
    {
        if (Dump(null, out var present) is not null)
        {
            return;
        }

        var keepsTags = present.Any(address => address.Protocol != 0);
        var again = new List<AddressStep>();
        foreach (var step in steps)
        {
            if (faults[step.Owner]?.Errno != ErrorNumber.EEXIST)
            {
                continue;
            }

            var existing = present.FirstOrDefault(address => address.Address == step.Address.Address
                && address.InterfaceIndex == step.Address.InterfaceIndex);
            if (existing is null || existing.IsOurs || !keepsTags)
            {
                again.Add(AddressStep.Refresh(step.Owner, step.Address));
                continue;
            }

            faults[step.Owner] = faults[step.Owner]! with
            {
                Detail =
                "something else has put it there: remove it from this host's own " +
                "network configuration"
            };
        }

        _batch.Run(again, faults);
    }
}
