using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>
/// One line for the log. Kind names it for machines (and for tests), Text tells a person what
/// happened to which virtual interface on which interface, and why.
/// </summary>
public sealed record NodeReport(ReportLevel Level, ReportKind Kind, string Text)
{
    /// <summary>The view concerned, for the kinds about views and deliveries.</summary>
    public View? View { get; init; }

    /// <summary>Set for Delivered: the place in the view's order, from 1.</summary>
    public ulong Sequence { get; init; }

    /// <summary>Set for Delivered and Dropped: who sent it.</summary>
    public MemberId Sender { get; init; }

    /// <summary>
    /// Set for Delivered and Dropped: the sender's own count in this view, from 1, of its bulk
    /// messages or of the others; 0 where it is not known.
    /// </summary>
    public ulong SenderSequence { get; init; }

    /// <summary>Set for Delivered and Dropped: whether it went in the bulk lane.</summary>
    public bool IsBulk { get; init; }

    /// <summary>Set for Delivered and Dropped.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
