using System.Collections.Immutable;

namespace Spread.Client;

/// <summary>A message that a client sent.</summary>
public sealed record RegularMessage : SpreadMessage
{
    /// <summary>The service that it was sent with.</summary>
    public required ServiceType Service { get; init; }

    /// <summary>The sender's private group, «#name#daemon».</summary>
    public required string Sender { get; init; }

    /// <summary>
    /// Every destination as it was sent, those that the receiver is not in included; one's own
    /// private group where it was sent to this session alone.
    /// </summary>
    public required ImmutableArray<string> Groups { get; init; }

    /// <summary>A number whose meaning is the application's.</summary>
    public short MessageType { get; init; }

    /// <summary>
    /// Whether the sender's machine keeps numbers in the other byte order than this one: the data
    /// is as it was sent, so numbers in it may have to be turned.
    /// </summary>
    public bool EndianMismatch => IsBigEndian == BitConverter.IsLittleEndian;

    /// <summary>Whether the sender's machine is a big-endian one.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Its sender did not want it back.</summary>
    public bool SelfDiscard { get; init; }

    /// <summary>What was sent, unchanged.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    internal override int Weight => Data.Length + (Groups.Length + 1) * SpreadLimits.NameFieldBytes;
}
