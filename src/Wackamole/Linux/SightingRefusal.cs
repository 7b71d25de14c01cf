namespace Wackamole.Linux;

/// <summary>Why a frame tells of no station.</summary>
public enum SightingRefusal
{
    /// <summary>It does.</summary>
    None,

    /// <summary>It ends too early.</summary>
    Cut,

    /// <summary>ARP for something else than IPv4 over Ethernet, or another opcode.</summary>
    ArpKindUnknown,

    /// <summary>Not ICMPv6 neighbour discovery.</summary>
    NotNeighbourDiscovery,

    /// <summary>It was forwarded by a router: its hop limit is not 255 (RFC 4861, 7.1).</summary>
    FromElsewhere,

    /// <summary>Its ICMPv6 checksum is wrong.</summary>
    ChecksumWrong,

    /// <summary>An option of length zero, or beyond the packet.</summary>
    OptionLengthWrong,

    /// <summary>The target is a multicast address.</summary>
    TargetWrong,
}
