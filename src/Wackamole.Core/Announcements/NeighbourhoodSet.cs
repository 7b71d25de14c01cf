using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// The neighbourhoods of all addresses that may be held, without those inside another: only
/// hosts in them are ever told that an address moved, so only they are worth remembering.
/// </summary>
public sealed class NeighbourhoodSet
{
    public static readonly NeighbourhoodSet Empty = new([]);

    // Two blocks are nested or apart: with the nested ones gone, at most one contains an address.
    private readonly ImmutableArray<AddressBlock> _blocks;

    private NeighbourhoodSet(ImmutableArray<AddressBlock> blocks) => _blocks = blocks;

    public int Count => _blocks.Length;

    public static NeighbourhoodSet Of(IEnumerable<VirtualInterface> virtualInterfaces) =>
        Of(virtualInterfaces.SelectMany(one => one.Addresses)
            .Select(address => address.Neighbourhood));

    public static NeighbourhoodSet Of(IEnumerable<AddressBlock> blocks)
    {
        var kept = ImmutableArray.CreateBuilder<AddressBlock>();
        foreach (var block in blocks
            .Select(block => new AddressBlock(block.First, block.PrefixLength))
            .OrderBy(block => block.Address).ThenBy(block => block.PrefixLength))
        {
            if (kept.Count == 0 || !kept[^1].Contains(block.Address))
            {
                kept.Add(block);
            }
        }

        return new NeighbourhoodSet(kept.DrainToImmutable());
    }

    public bool Contains(IpAddress address)
    {
        var (low, high) = (0, _blocks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_blocks[middle].Address.CompareTo(address) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && _blocks[low - 1].Contains(address);
    }
}
