namespace Wackamole.Fencing;

/// <summary>What kind of packet was judged.</summary>
internal enum PacketClass
{
    /// <summary>ARP about an IPv4 address (RFC 826).</summary>
    Arp,

    /// <summary>IPv4, whatever is in it.</summary>
    IpV4,

    /// <summary>IPv6, whatever is in it.</summary>
    IpV6,

    /// <summary>An advertisement that names the address as its target (RFC 4861, 4.4).</summary>
    NeighbourAdvertisement,
}
