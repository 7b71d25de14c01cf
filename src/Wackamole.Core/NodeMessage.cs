namespace Wackamole.Core;

/// <summary>The first byte of every message to the group. Append only: on the wire.</summary>
public enum NodeMessage : byte
{
    /// <summary>For allocation.</summary>
    Allocation = 1,

    /// <summary>A host's ARP table.</summary>
    ArpTable = 2,

    /// <summary>Who votes.</summary>
    Voters = 3,
}
