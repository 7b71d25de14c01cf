namespace Wackamole.Core.Allocation.Messages;

/// <summary>The first byte of every message of allocation. Append only: on the wire.</summary>
public enum MessageKind : byte
{
    State = 1,
    Heads = 2,
    MatureNow = 3,
    Balance = 4,
    Released = 5,
    Acquired = 6,
    Failed = 7,
    Eligible = 8,
    Pin = 9,
    Unpin = 10,
    Drain = 11,
    Yield = 12,
    Reconfigured = 13,
}
