using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;

namespace Wackamole.Hooks;

/// <summary>One run of one program.</summary>
internal static class HookProgram
{
    /// <summary>A service manager's variables mean the daemon, not its programs.</summary>
    private static readonly string[] NotInherited =
        ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "JOURNAL_STREAM", "LISTEN_FDS"];

    /// <summary>
    /// Starts it, tells it the event and waits for its end, or kills it with all its children
    /// when its time is over. Never throws: whatever happens stands in the log.
    /// </summary>
    public static async Task RunAsync(
        Hook hook, HookRequest request, TimeSpan timeout, ILogger log, CancellationToken killing)
    {
        try
        {
            using var process = Process.Start(StartInfo(hook, request));
            if (process is null)
            {
                HookLog.NotStarted(log, request.Subject, hook.Text, "it did not start");
                return;
            }

            await TellAsync(process, request).ConfigureAwait(false);
            await AwaitEndAsync(process, hook, request, timeout, log, killing)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException
            or IOException or UnauthorizedAccessException)
        {
            HookLog.NotStarted(log, request.Subject, hook.Text, fault.Message);
        }
    }

    private static ProcessStartInfo StartInfo(Hook hook, HookRequest request)
    {
        var command = hook.Command;
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in command.AsSpan()[1..])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in NotInherited)
        {
            start.Environment.Remove(name);
        }

        var head = request.VirtualInterface?.Addresses[0];
        var addresses = request.VirtualInterface?.Addresses ?? [];
        start.Environment["WACKAMOLE_EVENT"] = HookJson.NameOf(request.Event);
        start.Environment["WACKAMOLE_VIF"] = head?.Address.ToString() ?? string.Empty;
        start.Environment["WACKAMOLE_INTERFACE"] = head?.Interface ?? string.Empty;
        start.Environment["WACKAMOLE_ADDRESSES"] = string.Join(' ',
            addresses.Select(one => $"{one.Address}/{one.PrefixLength}"));
        start.Environment["WACKAMOLE_REASON"] = request.Reason;
        start.Environment["WACKAMOLE_NODE"] = request.Node;
        start.Environment["WACKAMOLE_GROUP"] = request.Group;
        return start;
    }

    private static async Task TellAsync(Process process, HookRequest request)
    {
        try
        {
            // Less than a pipe holds: a program that does not read it does not stop us here.
            await process.StandardInput.BaseStream.WriteAsync(HookJson.Write(request))
                .ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It closed its standard input or ended: it did not want to know.
        }
    }

    private static async Task AwaitEndAsync(
        Process process, Hook hook, HookRequest request, TimeSpan timeout,
        ILogger log, CancellationToken killing)
    {
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(killing);
        limit.CancelAfter(timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            if (killing.IsCancellationRequested)
            {
                HookLog.KilledAtEnd(log, request.Subject, hook.Text);
            }
            else
            {
                HookLog.Killed(log, request.Subject, hook.Text, timeout.TotalSeconds);
            }

            await WaitAsync(process).ConfigureAwait(false);
            return;
        }

        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (process.ExitCode == 0)
        {
            HookLog.Ended(log, request.Subject, hook.Text, (long)took);
        }
        else
        {
            HookLog.Failed(log, request.Subject, hook.Text, process.ExitCode, (long)took);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (AggregateException)
        {
            // One of its children is another user's by now; the rest is killed.
        }
    }

    private static async Task WaitAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limits.HookKillTime);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A process in an uninterruptible wait: the kernel ends it when it can.
        }
    }
}
