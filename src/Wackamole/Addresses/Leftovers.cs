using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Addresses;

/// <summary>
/// Addresses of ours that nobody manages (any more): left behind by a daemon that was killed, or
/// still there when one ends.
/// </summary>
internal static class Leftovers
{
    /// <summary>
    /// At the start, before the first packet: what carries our tag, and what the configuration
    /// lists, whoever put it there. It must be nowhere until the cluster has agreed.
    /// </summary>
    /// <param name="alsoUnlisted">
    /// Whether tagged addresses that are not listed go too; not where another group's daemon runs
    /// on this host, whose they may be.
    /// </param>
    public static ImmutableArray<KernelAddress> AtStart(
        ImmutableArray<KernelAddress> present, IReadOnlySet<IpAddress> listed,
        bool alsoUnlisted) =>
        [.. present.Where(one =>
            listed.Contains(one.Address) || (alsoUnlisted && one.IsOurs))];

    /// <summary>
    /// At the start, where a daemon of another group runs on this host: a listed address that
    /// carries the tag may be that daemon's, and must not be taken from it. Null for none.
    /// </summary>
    public static KernelAddress? PerhapsHeld(
        ImmutableArray<KernelAddress> present, IReadOnlySet<IpAddress> listed) =>
        present.FirstOrDefault(one => one.IsOurs && listed.Contains(one.Address));

    /// <summary>
    /// At the end, and for --release: what the configuration lists and carries our tag. A kernel
    /// before 5.18 keeps no tags: there the list alone decides.
    /// </summary>
    public static ImmutableArray<KernelAddress> AtEnd(
        ImmutableArray<KernelAddress> present, IReadOnlySet<IpAddress> listed)
    {
        var keepsTags = present.Any(one => one.Protocol != 0);
        return [.. present.Where(one =>
            listed.Contains(one.Address) && (one.IsOurs || !keepsTags))];
    }

    /// <summary>Removes them, and answers why not all are gone, or null.</summary>
    public static string? Remove(
        RouteSocket route, ImmutableArray<KernelAddress> leftovers, InterfaceNames names)
    {
        var requests = leftovers.Select(one => new AddressRequest(one.InterfaceIndex,
            new InterfaceAddress(names.Of(one.InterfaceIndex), one.Address, one.PrefixLength,
                one.PrefixLength))).ToArray();
        string? first = null;
        foreach (var piece in requests.Chunk(AddressChunk.IpV4Addresses))
        {
            var faults = new SystemFault?[piece.Length];
            route.RemoveAddresses(piece, faults);
            first ??= Array.Find(faults, fault => fault is not null)?.Text;
        }

        return first;
    }

    /// <summary>Every address of these virtual interfaces.</summary>
    public static HashSet<IpAddress> AddressesOf(IEnumerable<VirtualInterface> listed) =>
        [.. listed.SelectMany(one => one.Addresses).Select(address => address.Address)];
}
