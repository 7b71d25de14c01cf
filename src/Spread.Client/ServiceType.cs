namespace Spread.Client;

/// <summary>
/// How a message is delivered and in which order. The numbers are those of the wire.
/// </summary>
public enum ServiceType
{
    /// <summary>May be lost; Spread daemons carry it as Reliable between them.</summary>
    Unreliable = 0x01,

    /// <summary>Arrives, in no particular order.</summary>
    Reliable = 0x02,

    /// <summary>In the order sent, among this sender's Fifo messages.</summary>
    Fifo = 0x04,

    /// <summary>After whatever its sender had delivered; carried as Agreed.</summary>
    Causal = 0x08,

    /// <summary>
    /// In one order for all members, views included. What must be ordered goes with this (or with
    /// Safe): the weaker services have no order relative to it, whoever sent them.
    /// </summary>
    Agreed = 0x10,

    /// <summary>As Agreed, and delivered only once every daemon has it.</summary>
    Safe = 0x20,
}
