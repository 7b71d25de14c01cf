using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>
/// An engine as the node sees it: the contract of PROTOCOL.md, section 1, and what the lease needs
/// (section 5). Mesh is one; OrderedGroup makes one of any system that orders messages.
/// </summary>
public interface IGroupEngine : IDisposable
{
    /// <summary>For people: «mesh», «spread».</summary>
    string Name { get; }

    /// <summary>Who this host is at present.</summary>
    MemberId Self { get; }

    /// <summary>The view that this host is in; View.None while it joins.</summary>
    View Installed { get; }

    Instant InstalledAt { get; }

    /// <summary>Nothing that nobody holds may be added before this («The wait»).</summary>
    Instant WaitUntil { get; }

    /// <summary>Takes part: may be in a view.</summary>
    bool IsActive { get; }

    /// <summary>
    /// The system that the group is made of could not be reached, or has not answered for long.
    /// </summary>
    bool IsUnreached { get; }

    /// <summary>Out of the group until Rejoin.</summary>
    bool IsLost { get; }

    /// <summary>After Leave: whoever can know that this host holds nothing does.</summary>
    bool HasSaidGoodbye { get; }

    /// <summary>A view above the installed one is on its way.</summary>
    bool HasPromisedHigher { get; }

    /// <summary>A part of the cluster is heard that this one gives way to.</summary>
    bool Yielding { get; }

    /// <summary>
    /// Since when a member of another view has been heard; Never where none is, or where the
    /// engine cannot hear one.
    /// </summary>
    Instant ForeignSince { get; }

    /// <summary>
    /// How often a host outside of the view began to be heard that may have announced addresses
    /// which are held here. Always 0 where the engine cannot hear one.
    /// </summary>
    long RivalsMet { get; }

    /// <summary>
    /// Whether the engine itself counts this host's part of the cluster as the one with a
    /// majority; null where it leaves that to the members.
    /// </summary>
    bool? EngineQuorate { get; }

    /// <summary>What this host says of itself; the owner keeps it true.</summary>
    LocalState Local { get; set; }

    bool HasEvents { get; }

    bool TryTakeEvent(out GroupEvent happened);

    /// <summary>
    /// Sends to the members of the present view, in one order for all. False where there is no
    /// view or too much waits already; the message is then not sent.
    /// </summary>
    bool Multicast(byte[] payload, Lane lane);

    /// <summary>Work that time brings, and what is sent; after all inputs were taken.</summary>
    void Tick(Instant now);

    /// <summary>Sends what has been multicast since the Tick.</summary>
    void Flush(Instant now);

    /// <summary>When Tick has work to do, at the latest.</summary>
    Instant NextDeadline(Instant now);

    /// <summary>
    /// A time at which the others still counted this host; null where no other member can say so.
    /// </summary>
    Instant? Evidence(Instant now);

    /// <summary>
    /// The newest sign of life that others can have: a host that is alone claims no more.
    /// </summary>
    Instant LastSentAt { get; }

    /// <summary>When Evidence changes although nothing arrives.</summary>
    Instant NextEvidenceChange(Instant now);

    /// <summary>A sign of life in this round: somebody waits for evidence.</summary>
    void WantHeartbeat();

    /// <summary>Goes out of the group at once; Rejoin follows when all is released.</summary>
    void Lose(string reason, TimeSpan backOff, Instant now);

    /// <summary>Joins again as a new incarnation; everything is released and read back.</summary>
    void Rejoin(Instant now);

    /// <summary>Says good-bye; the caller holds nothing any more (read back).</summary>
    void Leave(Instant now);

    /// <summary>The other hosts that are known, members or not.</summary>
    IEnumerable<GroupPeer> DescribePeers(Instant now);

    /// <summary>Adds what was counted since the start, by name.</summary>
    void Count(IDictionary<string, long> counters);
}
