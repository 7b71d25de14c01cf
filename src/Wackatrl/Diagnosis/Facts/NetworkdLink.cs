namespace Wackatrl.Diagnosis.Facts;

/// <summary>What systemd-networkd says of an interface.</summary>
/// <param name="NetworkFile">The .network file that configures it; null for none.</param>
/// <param name="KeepConfiguration">Of that file and its drop-ins; null where unsaid.</param>
internal sealed record NetworkdLink(string? NetworkFile, string? KeepConfiguration);
