using System.Text;

namespace Wackamole.Core.Configuration;

/// <summary>One thing to say about a configuration, with its place in the text.</summary>
public sealed record Diagnostic
{
    public required DiagnosticKind Kind { get; init; }

    public required DiagnosticSeverity Severity { get; init; }

    public required string FileName { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>In characters, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>What is wrong, without a full stop.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it, or null where the message says it all.</summary>
    public string? Remedy { get; init; }

    /// <summary>The line of the text and the carets under the place; empty for none.</summary>
    public string Excerpt { get; init; } = string.Empty;

    /// <summary>
    /// «file:line:column: severity: message», then the line with carets under the place, then
    /// the remedy. No line break at the end.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append($"{FileName}:{Line}:{Column}: {SeverityWord}: {Message}");
        if (Excerpt.Length > 0)
        {
            text.Append('\n').Append(Excerpt);
        }

        if (Remedy is not null)
        {
            text.Append("\n    ").Append(Remedy);
        }

        return text.ToString();
    }

    private string SeverityWord => Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
