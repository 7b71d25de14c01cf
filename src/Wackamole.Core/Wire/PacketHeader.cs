using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// Who says something of what kind; sent in the clear, authenticated with the body.
/// </summary>
/// <param name="MachineId">Tells two machines apart that were given one name.</param>
/// <param name="Counter">
/// Greater with every packet that a sealer seals, from 1; see PacketSealer.NextCounter. A packet
/// that goes to several destinations, or over two links, is one packet with one counter.
/// </param>
public readonly record struct PacketHeader(
    PacketKind Kind, ulong MachineId, MemberId Sender, ulong Counter)
{
    /// <summary>What is left of a packet that was refused.</summary>
    public static readonly PacketHeader None = new(0, 0, ViewId.None.Coordinator, 0);
}
