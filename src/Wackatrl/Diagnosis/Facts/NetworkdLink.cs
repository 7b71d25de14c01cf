namespace Wackatrl.Diagnosis.Facts;

/// <summary>What systemd-networkd says of an interface.</summary>
/// <param name="NetworkFile">The .network file that configures it; null where it is not managed.</param>
/// <param name="KeepConfiguration">As that file and its drop-ins have it; null where unsaid.</param>
internal sealed record NetworkdLink(string? NetworkFile, string? KeepConfiguration);
