using System.Collections.Immutable;
using Wackamole.Core.Announcements;
using Wackamole.Core.Control;
using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>What a node asks of its host, beside packets and the lease.</summary>
public abstract record NodeAction
{
    private NodeAction()
    {
    }

    /// <summary>
    /// Add these virtual interfaces, read them back, and answer each with AddressesAdded. Nothing
    /// is added once the lease is over: then the answer is a fault.
    /// </summary>
    public sealed record AddAddresses(ImmutableArray<VirtualInterface> VirtualInterfaces)
        : NodeAction;

    /// <summary>
    /// Remove these, before any addition that still waits; answer each with AddressesRemoved.
    /// An addition of the same that was not begun is cancelled (its answer is a fault).
    /// </summary>
    public sealed record RemoveAddresses(ImmutableArray<VirtualInterface> VirtualInterfaces)
        : NodeAction;

    /// <summary>
    /// Send gratuitous ARP or unsolicited neighbour advertisements for these, now.
    /// </summary>
    public sealed record Announce(ImmutableArray<VirtualInterface> VirtualInterfaces) : NodeAction;

    /// <summary>Send these frames, each on its interface.</summary>
    public sealed record SendNotifications(ImmutableArray<NotifyFrame> Frames) : NodeAction;

    /// <summary>
    /// On each interface provoke a frame of another station, and ask twice who has each address;
    /// answer with SegmentProbed.
    /// </summary>
    /// <param name="Token">Comes back with the answer.</param>
    /// <param name="AskAgainAfter">Between the two questions.</param>
    /// <param name="ListenFor">From the first question to the answer.</param>
    public sealed record ProbeSegment(
        int Token, ImmutableArray<VirtualInterface> VirtualInterfaces, TimeSpan AskAgainAfter,
        TimeSpan ListenFor) : NodeAction;

    /// <summary>
    /// Open a session with the engine and join the group, once; answer with its events, all of
    /// this number. The incarnation makes a name that nobody had before.
    /// </summary>
    public sealed record ConnectEngine(int Session, ulong Incarnation) : NodeAction;

    /// <summary>
    /// End the session in order, after what was multicast before; nothing of it is answered.
    /// </summary>
    public sealed record LeaveEngine(int Session) : NodeAction;

    /// <summary>
    /// Keep this on the disk, so that no loss of power can undo it; answer with VotersStored.
    /// </summary>
    public sealed record StoreVoters(VoterRecord Record) : NodeAction;

    /// <summary>Read this host's ARP table and answer with ArpTableRead.</summary>
    public sealed record ReadArpTable : NodeAction;

    /// <summary>
    /// Run the programs that are set for this event; null where it concerns no single one.
    /// </summary>
    public sealed record RunHook(HookEvent Event, VirtualInterface? VirtualInterface, string Reason)
        : NodeAction;

    /// <summary>Answer an operator.</summary>
    public sealed record Reply(int Request, ControlReply Answer) : NodeAction;

    /// <summary>Something for the log.</summary>
    public sealed record Log(NodeReport Report) : NodeAction;

    /// <summary>All is released and said: end the process.</summary>
    public sealed record Finish : NodeAction;
}
