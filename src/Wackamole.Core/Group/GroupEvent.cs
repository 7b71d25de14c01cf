using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>One event of an engine, in the one order of all of them.</summary>
public sealed record GroupEvent(GroupEventKind Kind)
{
    /// <summary>The view installed, or the one that a message was sent in.</summary>
    public View View { get; init; } = View.None;

    public MemberId Sender { get; init; }

    /// <summary>Place of a message in the order of its view, from 1.</summary>
    public ulong Sequence { get; init; }

    public Lane Lane { get; init; }

    /// <summary>The sender's own count of its messages in this view and lane, from 1.</summary>
    public ulong Number { get; init; }

    public byte[] Payload { get; init; } = [];

    /// <summary>Until when nothing that no member holds may be added, for View.</summary>
    public Instant WaitUntil { get; init; }

    /// <summary>Why, for Lost.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>How long to stay away before joining again, for Lost.</summary>
    public TimeSpan BackOff { get; init; }
}
