using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// Tells the service manager how the daemon is: ready once it has joined its first view, alive
/// as long as the loop itself gets on. From other threads, never from the loop's.
/// </summary>
internal sealed class ServiceReporter : IThreadPoolWorkItem, IDisposable
{
    private readonly ServiceManager _manager;
    private readonly Func<long> _rounds;
    private readonly Timer? _watchdog;
    private string? _news;
    private bool _isReady;
    private long _lastRounds = -1;

    /// <param name="rounds">The count of the loop's rounds.</param>
    public ServiceReporter(ServiceManager manager, Func<long> rounds)
    {
        (_manager, _rounds) = (manager, rounds);
        if (manager.WatchdogLimit is { } limit)
        {
            // A third: one word may be lost, and the loop sleeps for a second at most.
            _watchdog = new Timer(_ => SayAlive(), null, TimeSpan.Zero, limit / 3);
        }
    }

    /// <summary>A view was installed. From the loop; never waits.</summary>
    public void Joined(string text)
    {
        if (Interlocked.Exchange(ref _news, text) is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Reloading() => _manager.Reloading();

    public void Reloaded() => _manager.Ready();

    public void Stopping() => _manager.Stopping();

    public void Dispose()
    {
        _watchdog?.Dispose();
        _manager.Dispose();
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.Exchange(ref _news, null) is { } text)
        {
            if (!_isReady)
            {
                _isReady = true;
                _manager.Ready();
            }

            _manager.Status(text);
        }
    }

    private void SayAlive()
    {
        var rounds = _rounds();
        if (rounds != _lastRounds)
        {
            _lastRounds = rounds;
            _manager.Alive();
        }
    }
}
