using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>What a heartbeat says of one peer.</summary>
/// <param name="Counter">
/// The newest packet counter that is acknowledged; 0 for other verdicts.
/// </param>
public readonly record struct PeerReport(MemberId Member, PeerVerdict Verdict, ulong Counter);
