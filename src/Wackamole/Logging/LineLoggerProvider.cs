using Microsoft.Extensions.Logging;

namespace Wackamole.Logging;

/// <summary>Hands what is logged to the writer; never waits, takes no lock.</summary>
internal sealed class LineLoggerProvider(LogWriter writer) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(writer);

    public void Dispose()
    {
        // The writer outlives the loggers: it belongs to whoever made it.
    }

    private sealed class LineLogger(LogWriter writer) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            writer.Write(logLevel, exception is null ? text : $"{text} {exception}");
        }
    }
}
