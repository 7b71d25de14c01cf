namespace Wackatrl.Diagnosis.Facts;

/// <summary>A file or folder of the daemon's.</summary>
/// <param name="OwnerId">Whose it is; unknown where it may not be read.</param>
internal sealed record FileFacts(string Path, UnixFileMode Mode, Reading<long> OwnerId);
