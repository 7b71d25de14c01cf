using Wackamole.Core.Values;

namespace Wackamole.Addresses;

/// <summary>
/// How much is asked of the kernel at once: between two chunks the lease is looked at again, a
/// removal may go first, and whoever waits for an announcement is not kept by a thousand others.
/// </summary>
internal static class AddressChunk
{
    /// <summary>About 10 µs each.</summary>
    public const int IpV4Addresses = 64;

    /// <summary>A thousand at once took 0.03 to 8 s: one by one up to milliseconds each.</summary>
    public const int IpV6Addresses = 8;

    /// <summary>
    /// Takes virtual interfaces from the front while their addresses fit a chunk; at least one.
    /// </summary>
    public static List<VirtualInterface> Take(LinkedList<VirtualInterface> waiting)
    {
        var chunk = new List<VirtualInterface>();
        var v4 = 0;
        var v6 = 0;
        while (waiting.First is { } first)
        {
            foreach (var address in first.Value.Addresses)
            {
                _ = address.Address.IsV6 ? v6++ : v4++;
            }

            if (chunk.Count > 0 && (v4 > IpV4Addresses || v6 > IpV6Addresses))
            {
                break;
            }

            chunk.Add(first.Value);
            waiting.RemoveFirst();
        }

        return chunk;
    }
}
