namespace Wackamole.Linux;

/// <summary>
/// How long an address stays (struct ifa_cacheinfo): the kernel removes it after Valid, and
/// chooses it for no new connection of this host after Preferred. 0xffffffff is for ever.
/// </summary>
public readonly record struct AddressLifetime(uint ValidSeconds, uint PreferredSeconds)
{
    /// <summary>INFINITY_LIFE_TIME of net/addrconf.h.</summary>
    public const uint Infinite = uint.MaxValue;

    public static readonly AddressLifetime Forever = new(Infinite, Infinite);

    /// <summary>
    /// Stays for ever, and IPv6 never takes it as the source of this host's own connections:
    /// those would break when the address moves.
    /// </summary>
    public static readonly AddressLifetime ForeverNotAsSource = new(Infinite, 0);
}
