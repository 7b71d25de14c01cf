using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Hooks;

/// <summary>
/// Runs the operator's programs beside the loop: in order for each virtual interface, a few at
/// once over all, each for a limited time. The loop only ever posts an event; one thread keeps
/// the order; the programs are awaited elsewhere.
/// </summary>
internal sealed class HookRunner : IDisposable
{
    private readonly Mailbox<HookRequest> _requests = new(Limits.WaitingHooks);
    private readonly ConcurrentQueue<HookLane> _ended = new();
    private readonly Dictionary<IpAddress, HookLane> _lanes = [];
    private readonly HookLane _endsOfBatches = new();
    private readonly CancellationTokenSource _killing = new();
    private readonly Epoll _epoll = new();
    private readonly ILogger _log;
    private readonly Thread _thread;
    private HookSettings _settings;
    private long _longestTimeoutTicks;
    private long _nextPlace;
    private int _running;
    private volatile bool _ending;

    public HookRunner(HookSettings settings, DaemonThreads threads, ILogger log)
    {
        (_settings, _longestTimeoutTicks) = (settings, settings.Timeout.Ticks);
        _log = log;
        _epoll.Add(_requests, 0);
        _thread = threads.Start("hooks", ThreadPriorities.Ordinary, Run);
    }

    /// <summary>
    /// The longest that a program may still run: it keeps the limit that it was started with.
    /// </summary>
    public TimeSpan LongestTimeout => TimeSpan.FromTicks(Volatile.Read(ref _longestTimeoutTicks));

    /// <summary>
    /// What runs from now on, after the configuration was read again. One thread at a time.
    /// </summary>
    public void Use(HookSettings settings)
    {
        Volatile.Write(ref _longestTimeoutTicks,
            Math.Max(_longestTimeoutTicks, settings.Timeout.Ticks));
        Volatile.Write(ref _settings, settings);
    }

    /// <summary>From the loop. Never waits.</summary>
    public void Run(HookRequest request)
    {
        if (Volatile.Read(ref _settings).Has(request.Event) && !_requests.TryPost(request))
        {
            HookLog.TooMany(_log, request.Subject);
        }
    }

    /// <summary>
    /// Lets what waits and runs come to its end, for at most this long; then kills what runs.
    /// </summary>
    public void Finish(TimeSpan limit)
    {
        _ending = true;
        _requests.Wake();
        if (!_thread.Join(limit))
        {
            Kill();
            _thread.Join(Limits.HookKillTime);
        }
    }

    /// <summary>Kills what runs, and starts nothing more. Any thread, at any time.</summary>
    public void Kill()
    {
        try
        {
            _killing.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Asked for once more while the process ends: nothing runs any more.
        }
    }

    public void Dispose()
    {
        Kill();
        Finish(Limits.HookKillTime);
        _killing.Dispose();
        _requests.Dispose();
        _epoll.Dispose();
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[1];
        bool ending;
        do
        {
            _epoll.Wait(tags, Instant.Never);
            _requests.ForgetWakes();

            // Before the requests are taken: what was asked for before the end still runs.
            ending = _ending;
            while (_ended.TryDequeue(out var lane))
            {
                lane.End();
                _running--;
            }

            while (_requests.TryTake(out var request))
            {
                Queue(request);
            }

            BeginWhatMay();
        }
        while (!ending || _running > 0);
    }

    private void Queue(HookRequest request)
    {
        var lane = _endsOfBatches;
        if (request.VirtualInterface is { } virtualInterface
            && !_lanes.TryGetValue(virtualInterface.Head, out lane))
        {
            lane = new HookLane();
            _lanes.Add(virtualInterface.Head, lane);
        }

        if (lane.Add(request, _nextPlace++) is { } superseded)
        {
            HookLog.Superseded(_log, superseded.Subject);
        }
    }

    private void BeginWhatMay()
    {
        var oldest = long.MaxValue;
        foreach (var (head, lane) in _lanes)
        {
            Begin(lane, long.MaxValue);
            oldest = Math.Min(oldest, lane.OldestPlace);
            if (lane.IsIdle)
            {
                _lanes.Remove(head);
            }
        }

        // The end of a batch comes after the events of the batch.
        Begin(_endsOfBatches, oldest);
    }

    private void Begin(HookLane lane, long placeLimit)
    {
        if (_running < Limits.HookPrograms && !_killing.IsCancellationRequested
            && lane.TryBegin(placeLimit) is { } request)
        {
            _running++;
            _ = RunProgramsAsync(lane, request, Volatile.Read(ref _settings));
        }
    }

    private async Task RunProgramsAsync(HookLane lane, HookRequest request, HookSettings settings)
    {
        // Starting a process takes a while: not in the thread that keeps the order.
        await Task.Yield();
        try
        {
            foreach (var program in settings.Programs)
            {
                if (program.Event == request.Event && !_killing.IsCancellationRequested)
                {
                    await HookProgram
                        .RunAsync(program, request, settings.Timeout, _log, _killing.Token)
                        .ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // Whatever became of it: else this virtual interface would never run a hook again.
            _ended.Enqueue(lane);
            _requests.Wake();
        }
    }
}
