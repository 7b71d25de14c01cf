using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Collects what is to be said about one text.</summary>
internal sealed class DiagnosticBag(SourceText source)
{
    /// <summary>Sorts before every place.</summary>
    private const int NoPlace = -1;

    private readonly List<(int Offset, Diagnostic Diagnostic)> _all = [];

    private int _errors;
    private int _others;

    public SourceText Source { get; } = source;

    public bool HasErrors => _errors > 0;

    /// <summary>So many errors were said that the rest of the text is not worth reading.</summary>
    public bool IsFull => _errors > Limits.ConfigurationDiagnostics;

    public void Error(DiagnosticKind kind, Token at, string message, string? remedy = null) =>
        Add(kind, DiagnosticSeverity.Error, at.Start, at.Length, message, remedy);

    public void Warning(DiagnosticKind kind, Token at, string message, string? remedy = null) =>
        Add(kind, DiagnosticSeverity.Warning, at.Start, at.Length, message, remedy);

    public void Note(DiagnosticKind kind, Token at, string message, string? remedy = null) =>
        Add(kind, DiagnosticSeverity.Note, at.Start, at.Length, message, remedy);

    /// <summary>Says something about the text as a whole, which has no place in it.</summary>
    public void AddForWhole(
        DiagnosticKind kind, DiagnosticSeverity severity, string message, string remedy) =>
        Add(kind, severity, NoPlace, 0, message, remedy);

    public void Add(DiagnosticKind kind, DiagnosticSeverity severity, int offset, int length,
        string message, string? remedy)
    {
        ref var count = ref severity == DiagnosticSeverity.Error ? ref _errors : ref _others;
        count++;
        if (count <= Limits.ConfigurationDiagnostics)
        {
            var place = Math.Max(offset, 0);
            _all.Add((offset, At(Source, kind, severity, place, length, message, remedy)));
        }
    }

    /// <summary>Everything in the order of the text, and how much more there was.</summary>
    public ImmutableArray<Diagnostic> InOrder()
    {
        var ordered = _all.OrderBy(one => one.Offset).Select(one => one.Diagnostic).ToList();
        AddRest(ordered, _errors, DiagnosticSeverity.Error, "errors");
        AddRest(ordered, _others, DiagnosticSeverity.Note, "warnings");
        return [.. ordered];
    }

    private void AddRest(
        List<Diagnostic> ordered, int count, DiagnosticSeverity severity, string what)
    {
        if (count > Limits.ConfigurationDiagnostics)
        {
            ordered.Add(At(Source, DiagnosticKind.TooManyFaults, severity, 0, 0,
                $"there are more than {Limits.ConfigurationDiagnostics} {what}: " +
                "the rest is not shown", null));
        }
    }

    public static Diagnostic At(SourceText source, DiagnosticKind kind,
        DiagnosticSeverity severity, int offset, int length, string message, string? remedy) =>
        new()
        {
            Kind = kind,
            Severity = severity,
            FileName = source.FileName,
            Line = source.LineOf(offset) + 1,
            Column = source.ColumnOf(offset) + 1,
            Message = message,
            Remedy = remedy,
            Excerpt = source.Excerpt(offset, length),
        };
}
