using System.Collections.Immutable;
using Wackamole.Core.Announcements;
using Wackamole.Core.Control;
using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>What may happen to a node beside datagrams and time.</summary>
public abstract record NodeEvent
{
    private NodeEvent()
    {
    }

    /// <summary>An interface appeared, changed, or (Present false) went.</summary>
    public sealed record InterfaceChanged(NetworkInterface Interface, bool Present) : NodeEvent;

    /// <summary>
    /// The kernel's answer to AddAddresses, read back: null where every address of the virtual
    /// interface is present now, else why not (and none of them is).
    /// </summary>
    public sealed record AddressesAdded(IpAddress Head, string? Fault) : NodeEvent;

    /// <summary>
    /// The kernel's answer to RemoveAddresses, read back: null where no address of the virtual
    /// interface is present any more.
    /// </summary>
    public sealed record AddressesRemoved(IpAddress Head, string? Fault) : NodeEvent;

    /// <summary>An address that we had added was removed by something else.</summary>
    public sealed record AddressLost(IpAddress Head, IpAddress Address, string Interface)
        : NodeEvent;

    /// <summary>Another station claimed an address that is held here.</summary>
    public sealed record ForeignClaim(IpAddress Head, IpAddress Address, string Interface,
        ulong HardwareAddress) : NodeEvent;

    /// <summary>
    /// The answer to ProbeSegment: on which interfaces a frame from another station arrived since
    /// the request, and which of the addresses another station answered for.
    /// </summary>
    public sealed record SegmentProbed(int Token, ImmutableArray<string> Alive,
        ImmutableArray<IpAddress> Answered) : NodeEvent;

    /// <summary>Something of the session with an engine outside this process.</summary>
    public sealed record EngineReported(Group.Ordered.EngineEvent Happened) : NodeEvent;

    /// <summary>
    /// The answer to StoreVoters: null where the record is on the disk, else why it is not.
    /// </summary>
    public sealed record VotersStored(VoterRecord Record, string? Fault) : NodeEvent;

    /// <summary>This host's own ARP table, in answer to ReadArpTable.</summary>
    public sealed record ArpTableRead(ImmutableArray<ArpEntry> Entries) : NodeEvent;

    /// <summary>The fence was installed or was lost.</summary>
    /// <param name="Reason">Why the kernel enforces nothing; null where it does.</param>
    /// <param name="MayHold">
    /// Whether anything may be held as it is; where not, what is held goes, and no virtual
    /// interface is offered by this host.
    /// </param>
    public sealed record FenceChanged(
        Lease.FenceKind Fence, string? Reason = null, bool MayHold = true) : NodeEvent;

    /// <summary>
    /// «Port unreachable» came back from where we send to (a hint, never a proof).
    /// </summary>
    public sealed record PortUnreachable(Endpoint Peer) : NodeEvent;

    /// <summary>
    /// An operator asks for something; answered by one Reply with the same request.
    /// </summary>
    public sealed record Operator(int Request, ControlRequest Asked) : NodeEvent;

    /// <summary>The configuration was read again. Timing, peers and keys need a restart.</summary>
    public sealed record Reconfigured(NodeSettings Settings) : NodeEvent;

    /// <summary>Leave in order: move everything away, then go; ends in the action Finish.</summary>
    public sealed record Shutdown : NodeEvent;
}
