namespace Wackamole.Core.Configuration;

/// <summary>What becomes of a file with such a diagnostic.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Accepted; good to know.</summary>
    Note,

    /// <summary>Accepted; probably not what was meant.</summary>
    Warning,

    /// <summary>Refused.</summary>
    Error,
}
