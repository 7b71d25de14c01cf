using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Logging;

/// <summary>
/// Writes the log from its own thread. Whoever logs only puts a line into a bounded queue: a
/// full disk or a reader that does not read costs lines, which are counted, and nothing else.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    /// <summary>Written with one call, so that a burst does not cost a call a line.</summary>
    private const int CharactersPerWrite = 16 * 1024;

    private readonly Mailbox<LogLine> _lines = new(Limits.WaitingLogLines);
    private readonly Epoll _epoll = new();
    private readonly StringBuilder _text = new();
    private readonly Stream _output;
    private readonly LineFormat _format;
    private readonly Thread _thread;
    private long _lost;
    private volatile bool _ending;

    public LogWriter(Stream output, LineFormat format)
    {
        _output = output;
        _format = format;
        _epoll.Add(_lines, 0);
        _thread = new Thread(Run, 256 * 1024) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    /// <summary>
    /// Lines that were not written so far, and of which the log does not yet say so.
    /// </summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Never waits.</summary>
    public void Write(LogLevel level, string text)
    {
        if (!_lines.TryPost(new LogLine(DateTime.UtcNow, level, text)))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>
    /// Writes what waits, for at most this long; answers whether all of it was written. A log
    /// that is stuck must not keep the daemon from ending.
    /// </summary>
    public bool Finish(TimeSpan limit)
    {
        _ending = true;
        _lines.Wake();
        return _thread.Join(limit);
    }

    public void Dispose()
    {
        // Where the thread is stuck in a write, its descriptors stay with it until the process
        // ends.
        if (Finish(TimeSpan.FromMilliseconds(500)))
        {
            _epoll.Dispose();
            _lines.Dispose();
        }
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[1];
        while (!_ending)
        {
            _epoll.Wait(tags, Instant.Never);
            _lines.ForgetWakes();
            WriteWaiting();
        }

        WriteWaiting();
    }

    private void WriteWaiting()
    {
        var lines = 0;
        while (_lines.TryTake(out var line))
        {
            _format.Append(_text, line);
            lines++;
            if (_text.Length >= CharactersPerWrite)
            {
                Flush(lines);
                lines = 0;
            }
        }

        Flush(lines);
    }

    private void Flush(int lines)
    {
        var lost = Interlocked.Exchange(ref _lost, 0);
        if (lost > 0)
        {
            _format.Append(_text, new LogLine(DateTime.UtcNow, LogLevel.Warning, string.Create(
                CultureInfo.InvariantCulture,
                $"{lost} lines of this log were lost because it could not be written.")));
        }

        if (_text.Length == 0)
        {
            return;
        }

        try
        {
            _output.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException
            or ObjectDisposedException)
        {
            Interlocked.Add(ref _lost, lost + lines);
        }

        _text.Clear();
    }
}
