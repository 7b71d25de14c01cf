using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>
/// The virtual interfaces that a host lists, by their heads: sorted, each once. Hosts that list
/// the same have the same digest, and then say much with bitmaps over it.
/// </summary>
public sealed class Catalogue
{
    public static readonly Catalogue Empty = new([]);

    private const ulong FnvOffset = 14_695_981_039_346_656_037;
    private const ulong FnvPrime = 1_099_511_628_211;

    private Catalogue(ImmutableArray<IpAddress> heads)
    {
        Heads = heads;
        Digest = DigestOf(heads);
    }

    public ImmutableArray<IpAddress> Heads { get; }

    public int Count => Heads.Length;

    /// <summary>FNV-1a, 64 bits, over the heads in order (draft-eastlake-fnv).</summary>
    public ulong Digest { get; }

    public static Catalogue Of(IEnumerable<IpAddress> heads) =>
        new([.. heads.Order().Distinct()]);

    /// <summary>
    /// Whether they are in order, each once, and not too many: as a catalogue has them.
    /// </summary>
    public static bool IsSorted(ImmutableArray<IpAddress> heads)
    {
        for (var index = 1; index < heads.Length; index++)
        {
            if (heads[index - 1].CompareTo(heads[index]) >= 0)
            {
                return false;
            }
        }

        return heads.Length <= Limits.VirtualInterfaces;
    }

    /// <summary>The place of a head, or a negative number.</summary>
    public int IndexOf(IpAddress head) => Heads.BinarySearch(head);

    public bool Contains(IpAddress head) => IndexOf(head) >= 0;

    private static ulong DigestOf(ImmutableArray<IpAddress> heads)
    {
        var digest = FnvOffset;
        Span<byte> bytes = stackalloc byte[16];
        foreach (var head in heads)
        {
            var length = head.WriteTo(bytes);
            digest = (digest ^ (byte)length) * FnvPrime;
            foreach (var part in bytes[..length])
            {
                digest = (digest ^ part) * FnvPrime;
            }
        }

        return digest;
    }
}
