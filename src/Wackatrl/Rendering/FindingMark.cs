using Wackatrl.Diagnosis;

namespace Wackatrl.Rendering;

/// <summary>How severe a finding is, as a word, a sign and a tone.</summary>
internal static class FindingMark
{
    public static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    public static string Sign(Severity severity, bool hasUnicode) => severity switch
    {
        Severity.Ok => hasUnicode ? "✓" : "+",
        Severity.Note => hasUnicode ? "·" : "-",
        Severity.Unknown => "?",
        Severity.Warning => "!",
        _ => hasUnicode ? "✗" : "X",
    };

    public static Tone Tone(Severity severity) => severity switch
    {
        Severity.Ok => Rendering.Tone.Good,
        Severity.Warning => Rendering.Tone.Warning,
        Severity.Problem => Rendering.Tone.Bad,
        _ => Rendering.Tone.Faint,
    };

    /// <summary>«1 problem, 2 warnings», and what could not be looked at.</summary>
    public static string Summary(IReadOnlyCollection<Finding> findings)
    {
        var unknown = Count(Severity.Unknown);
        return $"{Number(Count(Severity.Problem), "problem")}, "
            + Number(Count(Severity.Warning), "warning")
            + (unknown == 0 ? "" : $"; {unknown} could not be looked at");

        int Count(Severity severity) => findings.Count(one => one.Severity == severity);
    }

    private static string Number(int count, string what) =>
        count == 1 ? $"1 {what}" : $"{count} {what}s";
}
