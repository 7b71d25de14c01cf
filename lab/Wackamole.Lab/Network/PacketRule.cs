namespace Wackamole.Lab.Network;

/// <summary>Loses packets at one port of the switch.</summary>
/// <param name="From">Only packets of this station; null for all.</param>
/// <param name="Probability">Of each such packet to be lost; 1 loses all.</param>
internal sealed record PacketRule(StationAddress? From, double Probability);
