using Wackamole.Core.Values;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>
/// Plans the removal of addresses so that no other one is lost. In IPv4 the first address of a
/// subnet is primary and the later ones, of the same prefix length, are its secondaries: unless the
/// kernel is told to promote one of them (promote_secondaries), it removes them with their primary.
/// </summary>
internal static class RemovalPlan
{
    private const uint StateFlags = IFA_F_SECONDARY | IFA_F_DADFAILED | IFA_F_DEPRECATED
        | IFA_F_TENTATIVE | IFA_F_PERMANENT;

    /// <summary>
    /// The steps, in order: secondaries go first, so that few of them have to survive a primary.
    /// Where the kernel does not promote, each survivor first gets a twin of the full length (which
    /// is nobody's secondary), so that the host never stops answering for it; then the primary goes
    /// and takes the secondary along, which is put back as it was.
    /// </summary>
    /// <param name="removed">What is to go; a step's owner is its place here.</param>
    /// <param name="present">The IPv4 addresses of the interfaces concerned.</param>
    /// <param name="promotes">Whether the kernel promotes secondaries of an interface.</param>
    public static List<AddressStep> Make(IReadOnlyList<KernelAddress> removed,
        IReadOnlyList<KernelAddress> present, Func<int, bool> promotes)
    {
        var known = present.ToLookup(address => (address.InterfaceIndex, address.Address));
        var leaving = removed.Select(Key).ToHashSet();
        var survivors = present
            .Where(address => address.IsSecondary && !leaving.Contains(Key(address)))
            .ToLookup(Subnet);
        var secondaries = new List<AddressStep>();
        var primaries = new List<AddressStep>();
        for (var owner = 0; owner < removed.Count; owner++)
        {
            var address = removed[owner];
            var existing = known[(address.InterfaceIndex, address.Address)]
                .FirstOrDefault(one => Key(one) == Key(address));
            if (existing is null || existing.IsSecondary)
            {
                secondaries.Add(AddressStep.Remove(owner, address));
                continue;
            }

            var lost = survivors[Subnet(existing)].ToArray();
            primaries.AddRange(lost.Length == 0 || promotes(address.InterfaceIndex)
                ? [AddressStep.Remove(owner, address)]
                : AroundSurvivors(owner, address, lost, known));
        }

        return [.. secondaries, .. primaries];
    }

    private static IEnumerable<AddressStep> AroundSurvivors(int owner, KernelAddress address,
        KernelAddress[] lost, ILookup<(int Index, IpAddress Address), KernelAddress> known)
    {
        var twins = lost.Select(TwinOf)
            .Where(twin => known[(twin.InterfaceIndex, twin.Address)]
                .All(one => Key(one) != Key(twin)))
            .ToArray();
        return
        [
            .. twins.Select(twin => AddressStep.Add(owner, twin)),
            AddressStep.Remove(owner, address),
            .. lost.Select(one => AddressStep.Add(owner, Restored(one))),
            .. twins.Select(twin => AddressStep.Remove(owner, twin)),
        ];
    }

    /// <summary>What makes two descriptions one address to the kernel (inet_rtm_deladdr).</summary>
    private static (int Index, IpAddress Address, int Prefix, IpAddress Subnet) Key(
        KernelAddress address) => (address.InterfaceIndex, address.Address, address.PrefixLength,
            new AddressBlock(address.Peer, address.PrefixLength).First);

    /// <summary>What a primary and its secondaries have in common (__inet_insert_ifa).</summary>
    private static (int Index, int Prefix, IpAddress Subnet) Subnet(KernelAddress address) =>
        (address.InterfaceIndex, address.PrefixLength,
            new AddressBlock(address.Peer, address.PrefixLength).First);

    private static KernelAddress TwinOf(KernelAddress address) => new(address.InterfaceIndex,
        address.Address, address.Address.Length, RouteSocket.AddressProtocol, IFA_F_NOPREFIXROUTE);

    private static KernelAddress Restored(KernelAddress address) =>
        address with { Flags = address.Flags & ~StateFlags };
}
