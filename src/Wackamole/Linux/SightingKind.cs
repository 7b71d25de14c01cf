namespace Wackamole.Linux;

/// <summary>What kind of frame told of a station.</summary>
public enum SightingKind
{
    /// <summary>
    /// An ARP request (RFC 826, opcode 1); gratuitous where it asks for its own address.
    /// </summary>
    ArpRequest,

    /// <summary>An ARP reply (opcode 2).</summary>
    ArpReply,

    /// <summary>A neighbour solicitation (RFC 4861, 4.3).</summary>
    Solicitation,

    /// <summary>A neighbour advertisement (RFC 4861, 4.4).</summary>
    Advertisement,
}
