using System.Collections.Immutable;

namespace Spread.Client;

/// <summary>
/// A request of this session that an access policy of the daemon refused (a daemon without such a
/// policy permits everything and never sends this).
/// </summary>
public sealed record RejectedMessage : SpreadMessage
{
    /// <summary>The bits of the request as sent: its service, or what it asked for.</summary>
    public required uint OriginalType { get; init; }

    /// <summary>The sender's private group: this session's.</summary>
    public required string Sender { get; init; }

    /// <summary>The destinations as sent, and at the end the sender.</summary>
    public required ImmutableArray<string> Groups { get; init; }

    /// <summary>As it was sent.</summary>
    public short MessageType { get; init; }

    /// <summary>Whether the sender's machine is a big-endian one.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Its sender did not want it back.</summary>
    public bool SelfDiscard { get; init; }

    /// <summary>What was sent, unchanged.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    internal override int Weight => Data.Length + (Groups.Length + 1) * SpreadLimits.NameFieldBytes;
}
