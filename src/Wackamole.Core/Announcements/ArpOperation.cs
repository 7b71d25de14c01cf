namespace Wackamole.Core.Announcements;

/// <summary>What an ARP packet does (RFC 826). On the wire.</summary>
public enum ArpOperation : ushort
{
    /// <summary>Who has the target address? And: the sender has the sender address.</summary>
    Request = 1,

    /// <summary>The sender has the sender address.</summary>
    Reply = 2,
}
