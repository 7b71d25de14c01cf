using System.Collections.Immutable;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// What a group communication system outside this process tells, in its one order. The shell posts
/// these; of a former session nothing is taken any more.
/// </summary>
/// <param name="Session">The number that ConnectEngine named.</param>
public abstract record EngineEvent(int Session)
{
    /// <summary>The session is open and joins the group.</summary>
    /// <param name="Name">
    /// This session's name among the engine's members. A later session has it again at most where
    /// the same process opens it, some time after everybody saw the former one go.
    /// </param>
    public sealed record Connected(int Session, string Name) : EngineEvent(Session);

    /// <summary>The engine's members of the group, this session among them.</summary>
    /// <param name="Ring">
    /// Names the set of daemons that order messages at present: equal at all of them, and greater
    /// than any other that one of them was in before.
    /// </param>
    public sealed record Membership(int Session, ulong Ring, ImmutableArray<string> Members)
        : EngineEvent(Session)
    {
        /// <summary>
        /// Daemons came or went, though the name of their new ring may come later. Else, with the
        /// ring of the Membership before, only sessions came or ended: what the others deliver
        /// goes on in one order.
        /// </summary>
        public bool IsOfDaemons { get; init; }
    }

    /// <summary>
    /// From here to the next Membership the engine delivers what not all members may get.
    /// </summary>
    public sealed record Transitional(int Session) : EngineEvent(Session);

    /// <summary>
    /// The engine counts votes itself, and its part of the cluster has a majority, or has it no
    /// more. Before the first of a session it has none.
    /// </summary>
    public sealed record QuorumChanged(int Session, bool IsQuorate) : EngineEvent(Session);

    /// <summary>A message to the group in its place in the order.</summary>
    public sealed record Message(int Session, string Sender, byte[] Payload)
        : EngineEvent(Session);

    /// <summary>
    /// The session could not be opened, or is lost; nothing more of it follows.
    /// </summary>
    public sealed record Disconnected(int Session, string Reason) : EngineEvent(Session);
}
