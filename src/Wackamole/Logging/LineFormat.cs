using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Wackamole.Logging;

/// <summary>How one event becomes one line.</summary>
/// <param name="PriorityPrefix">
/// Begin with «&lt;6&gt;»: the journal reads the priority from it (sd-daemon(3)).
/// </param>
/// <param name="Timestamp">Begin with local time; the journal has its own.</param>
internal sealed record LineFormat(bool PriorityPrefix, bool Timestamp)
{
    /// <summary>For the environment that the daemon finds itself in.</summary>
    /// <param name="journalStream">The variable JOURNAL_STREAM, which systemd sets.</param>
    /// <param name="debug">Started by hand with -d: timestamps in any case.</param>
    public static LineFormat For(string? journalStream, bool debug)
    {
        var journal = !string.IsNullOrEmpty(journalStream);
        return new LineFormat(journal, !journal || debug);
    }

    /// <summary>Appends the line with its end.</summary>
    public void Append(StringBuilder to, in LogLine line)
    {
        if (PriorityPrefix)
        {
            to.Append('<').Append(Priority(line.Level)).Append('>');
        }

        if (Timestamp)
        {
            to.Append(CultureInfo.InvariantCulture,
                $"{line.At.ToLocalTime():yyyy-MM-dd HH:mm:ss.fff} {Word(line.Level)} ");
        }

        AppendOneLine(to, line.Text);
        to.Append('\n');
    }

    // What other hosts send may stand in a message: it must not be able to forge a line.
    private static void AppendOneLine(StringBuilder to, string text)
    {
        foreach (var character in text.AsSpan().TrimEnd())
        {
            if (character == '\n')
            {
                to.Append(" | ");
            }
            else if (character != '\r')
            {
                to.Append(char.IsControl(character) ? '?' : character);
            }
        }
    }

    // syslog(3)
    private static char Priority(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => '3',
        LogLevel.Warning => '4',
        LogLevel.Information => '6',
        _ => '7',
    };

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error  ",
        LogLevel.Warning => "warning",
        LogLevel.Information => "info   ",
        _ => "debug  ",
    };
}
