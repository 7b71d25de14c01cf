namespace Wackamole.Core.Group;

/// <summary>
/// Two lanes share one order; a sender's messages keep their order within a lane. Append only:
/// on the wire.
/// </summary>
public enum Lane : byte
{
    /// <summary>What decides who holds what: always goes first.</summary>
    Control = 0,

    /// <summary>What is large and can wait, such as the shared ARP table.</summary>
    Bulk = 1,
}
