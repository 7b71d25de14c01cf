using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>
/// Posts signals instead of letting them end the process. SIGPIPE is ignored by the runtime: a
/// client that goes away is an error of the write to it.
/// </summary>
public sealed class TerminationSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="post">Called on a thread of the runtime's.</param>
    public TerminationSignals(Action<TerminationSignal> post)
    {
        // nohup(1) leaves it ignored, and the runtime keeps that; a daemon is told to read its
        // configuration again by it whoever started it.
        _ = Signals.Signal(Signals.SIGHUP, Signals.SIG_DFL);
        PosixSignalRegistration Register(PosixSignal signal, TerminationSignal meaning) =>
            PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                post(meaning);
            });
        _registrations =
        [
            Register(PosixSignal.SIGTERM, TerminationSignal.Leave),
            Register(PosixSignal.SIGINT, TerminationSignal.Leave),
            Register(PosixSignal.SIGQUIT, TerminationSignal.Leave),
            Register(PosixSignal.SIGHUP, TerminationSignal.Reload),
        ];
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }
}
