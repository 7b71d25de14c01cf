using Microsoft.Extensions.Logging;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// Starts the daemon's own threads: small stacks, named, real-time where permitted.
/// </summary>
/// <param name="realTime">Whether real-time priority is wanted at all.</param>
/// <param name="onFault">
/// Told what ended a thread although nothing should: nothing may be thrown out of a thread,
/// since that would end the process with its addresses still on the interfaces.
/// </param>
internal sealed class DaemonThreads(bool realTime, Action<string> onFault, ILogger log)
{
    /// <summary>What a thread of ours needs, and a bit more.</summary>
    public const int StackBytes = 256 * 1024;

    private int _saidOrdinary;

    /// <param name="priority">Of ThreadPriorities.</param>
    /// <param name="stackBytes">More than ours where a library needs it.</param>
    public Thread Start(string name, int priority, Action body, int stackBytes = StackBytes)
    {
        var thread = new Thread(() => Run(name, priority, body), stackBytes)
        {
            IsBackground = true,
            Name = name,
        };
        thread.Start();
        return thread;
    }

    private void Run(string name, int priority, Action body)
    {
        if (realTime && priority > ThreadPriorities.Ordinary
            && RealTime.TryEnable(priority) is { } refused
            && Interlocked.Exchange(ref _saidOrdinary, 1) == 0)
        {
            StartLog.Ordinary(log, refused);
        }

        try
        {
            body();
        }
#pragma warning disable CA1031 // Whatever it is, the addresses have to go first.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            onFault($"thread {name}: {fault}");
        }
    }
}
