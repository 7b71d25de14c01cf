namespace Wackamole.Tests.Simulation;

/// <summary>Why a host began or ceased to answer for a virtual interface.</summary>
internal enum UsableCause
{
    /// <summary>Its node had it added.</summary>
    Added,

    /// <summary>Its node had it removed.</summary>
    Removed,

    LeaseOpened,

    /// <summary>Nothing extended the lease in time.</summary>
    LeaseEnded,

    /// <summary>Its node closed the fence.</summary>
    LeaseWithdrawn,

    /// <summary>The interface lost or regained its carrier.</summary>
    Carrier,

    /// <summary>Power went, or a new run cleared what an older one left.</summary>
    Cleared,

    /// <summary>Somebody else removed it.</summary>
    RemovedByOther,
}
