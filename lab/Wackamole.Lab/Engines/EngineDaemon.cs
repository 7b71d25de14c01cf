using System.Diagnostics;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Engines;

/// <summary>The engine's own daemon on one host: runs, is killed, stopped, started again.</summary>
internal sealed class EngineDaemon : IDisposable
{
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(10);

    private readonly LabHost _host;
    private readonly IEngineProgram _program;
    private readonly CancellationToken _cancelled;
    private Process? _process;

    public EngineDaemon(LabHost host, IEngineProgram program, CancellationToken cancelled)
    {
        (_host, _program, _cancelled) = (host, program, cancelled);
        program.Prepare(host);
    }

    public bool IsRunning => _process is { HasExited: false };

    public int ProcessId => _process?.Id
        ?? throw new LabException($"no engine was started on {_host.Name}");

    /// <summary>Starts it where it does not run, without waiting for it.</summary>
    public void Start()
    {
        if (!IsRunning)
        {
            _process?.Dispose();
            _process = _host.StartProgram(_host.Files.EngineLog, _program.Command(_host));
        }
    }

    public void WaitUntilReady()
    {
        Wait.Until($"the engine on {_host.Name} to serve", ReadyBound,
            () => !IsRunning || _program.IsReady(_host), _cancelled);
        if (!IsRunning)
        {
            throw new LabException($"the engine on {_host.Name} ended with status "
                + $"{_process?.ExitCode}: {HostFiles.Tail(_host.Files.EngineLog, 3)}");
        }
    }

    /// <summary>It dies at once.</summary>
    public void Kill() => End(Native.SIGKILL);

    /// <summary>It is asked to end.</summary>
    public void Terminate() => End(Native.SIGTERM);

    public void Stop() => Processes.Signal(ProcessId, Native.SIGSTOP);

    public void Continue() => Processes.Signal(ProcessId, Native.SIGCONT);

    public void Dispose() => _process?.Dispose();

    private void End(int signal)
    {
        Processes.Signal(ProcessId, signal);
        Wait.Until($"the engine on {_host.Name} to end", EndBound, () => !IsRunning, _cancelled,
            TimeSpan.FromMilliseconds(1));
    }
}
