using Microsoft.Extensions.Logging;
using Wackamole.Core.Configuration;

namespace Wackamole.Hosting;

/// <summary>
/// Diagnostics of a configuration as lines of the log: place and message, no carets.
/// </summary>
internal static class DiagnosticLog
{
    public static void Say(ILogger log, Diagnostic diagnostic)
    {
        var level = LevelOf(diagnostic.Severity);
        var line = (diagnostic with { Excerpt = string.Empty }).ToString();
        StartLog.Diagnostic(log, level, line);
    }

    private static LogLevel LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => LogLevel.Error,
        DiagnosticSeverity.Warning => LogLevel.Warning,
        _ => LogLevel.Information,
    };
}
