using System.Runtime.InteropServices;

namespace Wackamole.Lab;

/// <summary>
/// Turns the signals that end a program into a cancellation, so that it can clean up.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Interrupts()
    {
        PosixSignal[] ending = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        foreach (var signal in ending)
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                // The second time the user means it: the janitor cleans up.
                context.Cancel = !_source.IsCancellationRequested;
                _source.Cancel();
            }));
        }
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }
}
