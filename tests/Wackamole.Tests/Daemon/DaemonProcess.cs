using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>The real program, in the network of the test's thread.</summary>
internal sealed partial class DaemonProcess : IDisposable
{
    public const int SIGHUP = 1;
    public const int SIGABRT = 6;
    public const int SIGKILL = 9;
    public const int SIGSEGV = 11;
    public const int SIGTERM = 15;
    public const int SIGCONT = 18;
    public const int SIGSTOP = 19;

    private readonly StringBuilder _log = new();
    private readonly ManualResetEventSlim _logRead = new();
    private readonly Process _process;

    /// <param name="readLog">
    /// Whether anybody reads what it says; else its standard error fills.
    /// </param>
    /// <param name="launcher">A program, and its arguments, that becomes the daemon.</param>
    public DaemonProcess(
        string configuration, IReadOnlyDictionary<string, string>? environment = null,
        bool readLog = true, string[]? launcher = null, params string[] options)
    {
        string[] command = [.. launcher ?? [], ProgramPath];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardError = true };
        Array.ForEach(command[1..], start.ArgumentList.Add);
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(configuration);
        Array.ForEach(options, start.ArgumentList.Add);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        if (readLog)
        {
            _process.ErrorDataReceived += (_, line) => Note(line.Data);
            _process.BeginErrorReadLine();
        }
        else
        {
            _logRead.Set();
        }
    }

    /// <summary>Beside the tests, made by the build.</summary>
    public static string ProgramPath { get; } =
        Path.Combine(AppContext.BaseDirectory, "wackamole");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public void AwaitLog(string text) => Eventually.True(
        () => Log.Contains(text, StringComparison.Ordinal), () => $"no «{text}» in:\n{Log}");

    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>Sends a signal if it still lives; says whether it has ended.</summary>
    public bool EndsBy(int signal)
    {
        _ = Kill(_process.Id, signal);
        return _process.HasExited;
    }

    /// <summary>Waits for the process that outlives the daemon.</summary>
    public int AwaitSentinel()
    {
        Eventually.True(() => Sentinels().Any(), () => $"no sentinel:\n{Log}");
        return Sentinels().First();
    }

    /// <summary>Nobody cleans up after it, and nobody says anything.</summary>
    public void KillWithSentinel()
    {
        var sentinel = AwaitSentinel();

        // Stopped first: it would start another.
        Signal(SIGSTOP);
        Assert.Equal(0, Kill(sentinel, SIGKILL));
        Signal(SIGKILL);
        AwaitEnd();
    }

    public static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    /// <summary>Its exit status, once its log was read to the end.</summary>
    public int AwaitEnd()
    {
        Assert.True(_process.WaitForExit(Eventually.Bound), $"it did not end:\n{Log}");
        Assert.True(_logRead.Wait(Eventually.Bound), $"its log does not end:\n{Log}");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        // A line may still be on its way: the event is left to the collector.
        _process.Dispose();
    }

    private IEnumerable<int> Sentinels() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None,
            CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && IsOurSentinel(id));

    private bool IsOurSentinel(int process)
    {
        try
        {
            // proc(5): «pid (comm) state ppid …»
            return File.ReadAllText($"/proc/{process}/stat") is var stat
                && stat.Contains($"(wack-sentinel) ", StringComparison.Ordinal)
                && stat.Split(' ')[3] == Id.ToString(CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Null is the end.
    private void Note(string? line)
    {
        if (line is null)
        {
            _logRead.Set();
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line);
        }
    }

    // signal.h
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
