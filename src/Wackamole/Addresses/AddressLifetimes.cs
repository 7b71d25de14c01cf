using Wackamole.Fencing;
using Wackamole.Linux;

namespace Wackamole.Addresses;

/// <summary>
/// How long the kernel keeps an address without a word from us: should the daemon be killed with
/// nothing and nobody to clean up after it, its addresses go by themselves (PROTOCOL.md 5,
/// backstops). Longer with more addresses, so that renewing them stays below half a percent of
/// one processor; and longer than the lease where the kernel enforces that: then it is the lease
/// that ends, at the moment from which others take what this host had.
/// </summary>
/// <param name="lease">L: how long a host may answer after its last evidence.</param>
internal sealed class AddressLifetimes(IFence fence, TimeSpan lease)
{
    private const uint LeastSeconds = 5;

    /// <summary>Renewing one costs about 10 µs.</summary>
    private const uint AddressesPerSecond = 20;

    /// <summary>A whole lifetime is made of so many times from one renewal to the next.</summary>
    private const int Renewals = 3;

    /// <summary>The kernel counts in whole seconds, and clears away now and then.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    /// <summary>For each of this many. Preferred is 0: this host's own connections, which would
    /// break when the address moves, start elsewhere.</summary>
    public AddressLifetime For(int addresses)
    {
        var seconds = LeastSeconds + (uint)addresses / AddressesPerSecond;
        return new(fence.Stands ? Math.Max(seconds, Outlasting()) : seconds, 0);
    }

    public TimeSpan RenewAfter(int addresses) =>
        TimeSpan.FromSeconds(For(addresses).ValidSeconds) / Renewals;

    // A daemon that dies just before it would have renewed them leaves the rest of a lifetime.
    private uint Outlasting() =>
        (uint)Math.Ceiling((lease + Margin).TotalSeconds * Renewals / (Renewals - 1));
}
