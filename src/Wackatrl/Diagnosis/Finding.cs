namespace Wackatrl.Diagnosis;

/// <summary>One thing that was looked at.</summary>
/// <param name="Rule">The rule's name, the same in every release.</param>
/// <param name="Subject">The interface or file it is about; null for the host.</param>
/// <param name="Found">What was found, in a sentence without its full stop.</param>
/// <param name="Cost">What it costs; null where it costs nothing.</param>
/// <param name="Remedy">The command or the line of a file; null for none.</param>
internal sealed record Finding(Area Area, string Rule, string? Subject, Severity Severity,
    string Found, string? Cost, string? Remedy);
