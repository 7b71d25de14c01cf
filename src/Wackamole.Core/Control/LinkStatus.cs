namespace Wackamole.Core.Control;

/// <summary>One link to one peer.</summary>
/// <param name="Endpoint">Where its packets come from, or where we send to.</param>
/// <param name="Heard">Whether a packet came over it within the detection time.</param>
/// <param name="SilentSeconds">Since the last packet over it; null for never.</param>
/// <param name="LostPercent">
/// Of its packets of late, those that did not arrive over this link.
/// </param>
public sealed record LinkStatus(
    string Endpoint, bool Heard, double? SilentSeconds, double LostPercent);
