namespace Wackamole.Core.Allocation;

/// <summary>Where one member stands in the present view (PROTOCOL.md 3).</summary>
public enum AllocationState
{
    /// <summary>There is no view: nothing is wanted.</summary>
    Idle,

    /// <summary>A view is installed and the states of some members are missing.</summary>
    Gather,

    /// <summary>
    /// All states are in, and no member is mature: what is held stays, nothing is claimed.
    /// </summary>
    Boot,

    /// <summary>All states are in, and the cluster is mature.</summary>
    Run,
}
