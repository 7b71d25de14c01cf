using System.Globalization;
using System.Runtime.InteropServices;

namespace Wackamole.Lab.Linux;

/// <summary>
/// Holds one thread of a process as a debugger does (ptrace(2)), until it is disposed. The kernel
/// knows the thread that attached as the debugger, so that one lives as long as the hold.
/// </summary>
internal sealed unsafe class ThreadHold : IDisposable
{
    private readonly ManualResetEventSlim _held = new();
    private readonly ManualResetEventSlim _letGo = new();
    private readonly Thread _debugger;
    private string? _fault;

    private ThreadHold(int thread)
    {
        _debugger = new Thread(() => Hold(thread)) { IsBackground = true };
        _debugger.Start();
        _held.Wait();
        if (_fault is not null)
        {
            throw new LabException($"cannot hold thread {thread}: {_fault}");
        }
    }

    /// <summary>Returns when the thread, which is known by its name, has stopped.</summary>
    public static ThreadHold Of(int processId, string threadName)
    {
        var tasks = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task");
        var task = Directory.EnumerateDirectories(tasks).FirstOrDefault(directory =>
            File.ReadAllText(Path.Combine(directory, "comm")).Trim() == threadName)
            ?? throw new LabException($"process {processId} has no thread «{threadName}»");
        return new ThreadHold(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _letGo.Set();
        _debugger.Join();
        _held.Dispose();
        _letGo.Dispose();
    }

    private void Hold(int thread)
    {
        if (Native.ptrace(Native.PTRACE_SEIZE, thread, null, null) != 0
            || Native.ptrace(Native.PTRACE_INTERRUPT, thread, null, null) != 0
            || Native.waitpid(thread, null, Native.WALL) != thread)
        {
            _fault = Marshal.GetLastPInvokeErrorMessage();
            _held.Set();
            return;
        }

        _held.Set();
        _letGo.Wait();
        _ = Native.ptrace(Native.PTRACE_DETACH, thread, null, null);
    }
}
