using Wackamole.Core.Values;

namespace Wackamole.Core.Quorum;

/// <summary>What members tell each other, in the order, of who votes (PROTOCOL.md 4).</summary>
public abstract record VoterMessage
{
    private VoterMessage()
    {
    }

    /// <summary>Once in every view, from everybody.</summary>
    /// <param name="Machine">Where the sender runs.</param>
    /// <param name="Configured">The voters of its configuration, in order.</param>
    /// <param name="Known">All that it knows, on its disk or on the way there.</param>
    /// <param name="OnDisk">What is on its disk.</param>
    public sealed record Report(ulong Machine, EquatableArray<string> Configured,
        VoterRecord Known, VoterRecord OnDisk) : VoterMessage;

    /// <summary>This is on the sender's disk now.</summary>
    public sealed record Stored(VoterRecord Record) : VoterMessage;

    /// <summary>From the first member: a try at a next list begins; all write its number.</summary>
    public sealed record Prepare(ulong Round) : VoterMessage;

    /// <summary>From the first member: this shall be the next list; all write it.</summary>
    public sealed record Propose(PendingList Pending) : VoterMessage;

    /// <summary>An operator vouches that nobody else votes: this list is in force.</summary>
    public sealed record Bootstrap(VoterList List) : VoterMessage;
}
