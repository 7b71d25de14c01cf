using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Commands;

/// <summary>
/// Passes signals to the daemon from before it starts until the process ends: one that comes
/// during the start is kept, and one that comes during the clean-up does not kill it.
/// </summary>
#pragma warning disable CA1001 // Lives as long as the process: see _only.
internal sealed class SignalRelay
#pragma warning restore CA1001
{
    // Never disposed of: with it the signals' deadly default would come back.
    private static SignalRelay? _only;

    private readonly TerminationSignals _signals;
    private Daemon? _daemon;
    private int _leaveWanted;

    private SignalRelay() => _signals = new TerminationSignals(Take);

    public static SignalRelay Start() => _only ??= new SignalRelay();

    /// <summary>From now on signals reach this daemon, and so does what came before.</summary>
    public void PassTo(Daemon daemon)
    {
        Interlocked.Exchange(ref _daemon, daemon);
        PassLeave();
    }

    private void Take(TerminationSignal signal)
    {
        if (signal == TerminationSignal.Reload)
        {
            Volatile.Read(ref _daemon)?.Reload();
            return;
        }

        Interlocked.Exchange(ref _leaveWanted, 1);
        PassLeave();
    }

    private void PassLeave()
    {
        if (Volatile.Read(ref _daemon) is { } daemon
            && Interlocked.Exchange(ref _leaveWanted, 0) == 1)
        {
            daemon.Leave();
        }
    }
}
