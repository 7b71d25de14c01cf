using Microsoft.Extensions.Logging;

namespace Wackamole.Logging;

/// <summary>One event of the log, not yet written.</summary>
internal readonly record struct LogLine(DateTime At, LogLevel Level, string Text);
