namespace Wackamole.Core.Announcements;

/// <summary>
/// The ICMPv6 types of neighbour discovery that we speak (RFC 4861). On the wire.
/// </summary>
public enum NeighbourKind : byte
{
    /// <summary>Who has the target?</summary>
    Solicitation = 135,

    /// <summary>The target is here.</summary>
    Advertisement = 136,
}
