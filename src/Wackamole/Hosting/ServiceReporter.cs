using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// Tells the service manager how the daemon is: ready once it has joined its first view, or serves
/// and waits for an engine outside of it; alive as long as the loop itself gets on. From other
/// threads, never from the loop's.
/// </summary>
internal sealed class ServiceReporter : IThreadPoolWorkItem, IDisposable
{
    private readonly ServiceManager _manager;
    private readonly Func<long> _rounds;
    private readonly Timer? _watchdog;
    private string? _news;
    private int _isReady;
    private volatile bool _hasJoined;
    private volatile bool _isStopping;
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
        _hasJoined = true;
        Waits(text);
    }

    /// <summary>What a daemon without a view waits for. From the loop too; never waits.</summary>
    public void Waits(string text)
    {
        if (Interlocked.Exchange(ref _news, text) is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>
    /// Operators are served, and the engine is waited for: that may take as long as it likes, and
    /// to be started again would not help.
    /// </summary>
    public void Serving(string text)
    {
        BecomeReady();
        _manager.Status(text);
    }

    public void Reloading()
    {
        if (MayTurnReady)
        {
            _manager.Reloading();
        }
    }

    /// <summary>Ends Reloading; who is not ready yet does not become it by that.</summary>
    public void Reloaded()
    {
        if (MayTurnReady)
        {
            _manager.Ready();
        }
    }

    public void Stopping()
    {
        _isStopping = true;
        _manager.Stopping();
    }

    public void Dispose()
    {
        _watchdog?.Dispose();
        _manager.Dispose();
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.Exchange(ref _news, null) is { } text)
        {
            if (_hasJoined)
            {
                BecomeReady();
            }

            _manager.Status(text);
        }
    }

    // To the service manager the end of a reload is readiness again, and after the good-bye that
    // would be a service that runs for ever.
    private bool MayTurnReady => Volatile.Read(ref _isReady) == 1 && !_isStopping;

    private void BecomeReady()
    {
        if (Interlocked.Exchange(ref _isReady, 1) == 0)
        {
            _manager.Ready();
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
