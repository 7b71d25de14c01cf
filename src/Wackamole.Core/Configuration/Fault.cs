namespace Wackamole.Core.Configuration;

/// <summary>Why a text is not what it should be.</summary>
internal readonly record struct Fault(
    DiagnosticKind Kind, string Message, string? Remedy = null);
