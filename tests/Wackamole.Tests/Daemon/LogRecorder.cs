using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Wackamole.Tests.Daemon;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogRecorder : ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public void LogRaw(string text) => _lines.Enqueue(text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
