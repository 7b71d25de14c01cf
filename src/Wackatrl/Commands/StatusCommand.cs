using System.Runtime.InteropServices;
using System.Text.Json;
using Wackamole.Core.Control;
using Wackatrl.Asking;
using Wackatrl.Rendering;

namespace Wackatrl.Commands;

/// <summary>Shows the cluster once, or again and again.</summary>
internal sealed class StatusCommand(DaemonCaller caller, bool asJson, Surroundings around)
{
    public async Task<int> OnceAsync(CancellationToken stop)
    {
        around.Output.Write(Render(await caller.AskStatusAsync(stop)));
        return CommandStatus.Done;
    }

    /// <summary>Until the user ends it. Where it began, a daemon that goes is waited for.</summary>
    /// <exception cref="CommandFaultException">The first question was not answered.</exception>
    public async Task<int> WatchAsync(TimeSpan period, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var interrupt = EndOn(PosixSignal.SIGINT, ending);
        using var terminate = EndOn(PosixSignal.SIGTERM, ending);
        using var hangUp = EndOn(PosixSignal.SIGHUP, ending);
        try
        {
            var first = Render(await caller.AskStatusAsync(ending.Token));
            await (around.IsTerminal && !asJson
                ? ShowLiveAsync(first, period, ending.Token)
                : PrintAgainAsync(first, period, ending.Token));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The user has seen enough.
        }

        return CommandStatus.Done;
    }

    private async Task ShowLiveAsync(string picture, TimeSpan period, CancellationToken end)
    {
        using var screen = new LiveScreen(around);
        while (true)
        {
            screen.Show(picture, $"every {period.TotalSeconds:0.#} s; Ctrl-C ends it");
            await Task.Delay(period, end);
            try
            {
                picture = Render(await caller.AskStatusAsync(end));
            }
            catch (CommandFaultException fault)
            {
                picture = $"wackatrl: {fault.Message}\n";
            }
        }
    }

    private async Task PrintAgainAsync(string first, TimeSpan period, CancellationToken end)
    {
        around.Output.Write(first);
        while (true)
        {
            await around.Output.FlushAsync(end);
            await Task.Delay(period, end);
            try
            {
                var next = Render(await caller.AskStatusAsync(end));
                around.Output.Write(asJson ? next : "\n" + next);
            }
            catch (CommandFaultException fault)
            {
                around.Error.WriteLine($"wackatrl: {fault.Message}");
            }
        }
    }

    private string Render(ClusterStatus status)
    {
        if (asJson)
        {
            return JsonSerializer.Serialize(status, ControlJson.Default.ClusterStatus) + "\n";
        }

        var report = ReportBuilder.Build(status);
        return around.IsTerminal
            ? TerminalRenderer.Render(report, around) : PlainRenderer.Render(report);
    }

    private static PosixSignalRegistration EndOn(
        PosixSignal signal, CancellationTokenSource ending) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            ending.Cancel();
        });
}
