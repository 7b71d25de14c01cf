namespace Wackamole.Fencing;

/// <summary>Why a packet was dropped.</summary>
internal enum DropReason
{
    /// <summary>The address is held here and the lease is over.</summary>
    Lapsed,

    /// <summary>The address is being added or removed.</summary>
    Closed,

    /// <summary>The address is another host's, and this host spoke in its name.</summary>
    Elsewhere,
}
