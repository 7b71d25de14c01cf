using System.Collections.Immutable;
using System.Text;
using Wackatrl.Diagnosis;

namespace Wackatrl.Rendering;

/// <summary>Findings for files and pipes: one a line, what it costs and its remedy below.</summary>
internal static class FindingsText
{
    public static string Render(ImmutableArray<Finding> findings)
    {
        var text = new StringBuilder();
        foreach (var area in findings.GroupBy(one => one.Area))
        {
            text.Append(area.Key.ToString().ToLowerInvariant()).Append('\n');
            foreach (var one in area)
            {
                Append(text, one);
            }
        }

        return text.Append(FindingMark.Summary(findings)).Append('\n').ToString();
    }

    private static void Append(StringBuilder text, Finding one)
    {
        var subject = one.Subject is null ? "" : $"{one.Subject}: ";
        text.Append("  ").Append(FindingMark.Word(one.Severity).PadRight(9))
            .Append(one.Rule.PadRight(22))
            .Append(Printable.Text(subject + one.Found)).Append('\n');
        foreach (var (title, line) in new[] { ("cost", one.Cost), ("do", one.Remedy) })
        {
            if (line is not null)
            {
                text.Append(' ', 11).Append(title.PadRight(6)).Append(Printable.Text(line))
                    .Append('\n');
            }
        }
    }
}
