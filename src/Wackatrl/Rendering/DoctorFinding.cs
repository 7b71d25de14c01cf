namespace Wackatrl.Rendering;

/// <summary>A finding as scripts see it: words in lower case, null for none.</summary>
internal sealed record DoctorFinding(string Area, string Rule, string? Subject, string Severity,
    string Found, string? Cost, string? Remedy);
