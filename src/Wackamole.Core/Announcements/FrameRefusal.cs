namespace Wackamole.Core.Announcements;

/// <summary>Why a frame tells us nothing. Append only: counted.</summary>
public enum FrameRefusal : byte
{
    /// <summary>It was understood.</summary>
    None = 0,

    /// <summary>Shorter than its kind can be, or than it says it is.</summary>
    TooShort = 1,

    /// <summary>Of another protocol, or another ICMPv6 message.</summary>
    OtherProtocol = 2,

    /// <summary>ARP, but not for IPv4 over Ethernet; IPv6, but not version 6.</summary>
    OtherForm = 3,

    /// <summary>Neither an ARP request nor a reply; an ICMPv6 code that is not 0.</summary>
    UnknownOperation = 4,

    /// <summary>The hardware address of its sender is zero or a group's: nobody's.</summary>
    BadStation = 5,

    /// <summary>
    /// It came through a router (the hop limit is not 255), so that anyone may have sent it.
    /// </summary>
    NotLocal = 6,

    /// <summary>The ICMPv6 checksum is wrong.</summary>
    BadChecksum = 7,

    /// <summary>The address in question is a multicast one.</summary>
    BadTarget = 8,

    /// <summary>An option without a length, or one that may not stand here.</summary>
    BadOption = 9,

    /// <summary>Its destination does not fit what it says (RFC 4861, 7.1).</summary>
    BadDestination = 10,
}
