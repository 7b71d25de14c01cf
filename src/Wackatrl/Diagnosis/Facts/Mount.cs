namespace Wackatrl.Diagnosis.Facts;

/// <summary>A line of proc(5)'s mounts.</summary>
internal sealed record Mount(string Place, string Kind, bool IsReadOnly);
