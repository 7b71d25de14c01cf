namespace Wackamole.Core;

/// <summary>What a report is about.</summary>
public enum ReportKind
{
    /// <summary>A view was installed.</summary>
    ViewInstalled,

    /// <summary>A message was delivered (only where tracing is on).</summary>
    Delivered,

    /// <summary>An own message was not delivered in its view.</summary>
    Dropped,

    /// <summary>The group was lost: everything is released.</summary>
    GroupLost,

    /// <summary>The engine: suspicion, proposals, refusals, hold-down.</summary>
    Membership,

    /// <summary>
    /// A packet was refused; counted, and logged once per reason and source in a while.
    /// </summary>
    PacketRefused,

    /// <summary>
    /// The state of allocation changed (Boot, Gather, Run), or this cluster is mature.
    /// </summary>
    Allocation,

    /// <summary>A virtual interface was taken here.</summary>
    Up,

    /// <summary>A virtual interface was released here.</summary>
    Down,

    /// <summary>The lease lapsed, was revived, or is withdrawn.</summary>
    Lease,

    /// <summary>Who votes, and whether this part of the cluster has a majority.</summary>
    Quorum,

    /// <summary>An interface, an address or the fence is not as it should be.</summary>
    Host,

    /// <summary>An operator did something.</summary>
    Operator,
}
