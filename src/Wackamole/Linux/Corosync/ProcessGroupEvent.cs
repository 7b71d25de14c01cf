using System.Collections.Immutable;

namespace Wackamole.Linux.Corosync;

/// <summary>What Corosync tells a member of a group, in its one order.</summary>
internal abstract record ProcessGroupEvent
{
    private ProcessGroupEvent()
    {
    }

    public sealed record Delivered(ProcessGroupMember Sender, byte[] Payload) : ProcessGroupEvent;

    /// <summary>One step of a change; a change of the ring can come in several.</summary>
    /// <param name="IsOfNodes">Nodes came or went, and the ring with them.</param>
    public sealed record MembersChanged(
        ImmutableArray<ProcessGroupMember> Members,
        ImmutableArray<ProcessGroupMember> Left,
        ImmutableArray<ProcessGroupMember> Joined,
        bool IsOfNodes) : ProcessGroupEvent;

    /// <summary>The nodes form another ring; comes after the steps that it caused.</summary>
    public sealed record RingChanged(ulong Ring) : ProcessGroupEvent;
}
