using Wackamole.Linux;

namespace Wackamole.Addresses;

/// <summary>
/// How long the kernel keeps an address without a word from us: should the daemon be killed with
/// nothing and nobody to clean up after it, its addresses go by themselves (PROTOCOL.md 5,
/// backstops). Longer with more addresses, so that renewing them stays below half a percent of
/// one processor.
/// </summary>
internal static class AddressLifetimes
{
    private const uint LeastSeconds = 5;

    /// <summary>Renewing one costs about 10 µs.</summary>
    private const uint AddressesPerSecond = 20;

    /// <summary>For each of this many. Preferred is 0: this host's own connections, which would
    /// break when the address moves, start elsewhere.</summary>
    public static AddressLifetime For(int addresses) =>
        new(LeastSeconds + (uint)addresses / AddressesPerSecond, 0);

    /// <summary>Renewed three times in a lifetime.</summary>
    public static TimeSpan RenewAfter(int addresses) =>
        TimeSpan.FromSeconds(For(addresses).ValidSeconds) / 3;
}
