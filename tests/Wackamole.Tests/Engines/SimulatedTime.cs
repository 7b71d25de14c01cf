using Wackamole.Core.Values;

namespace Wackamole.Tests.Engines;

/// <summary>What is to happen, in its order; one clock for all hosts.</summary>
internal sealed class SimulatedTime
{
    private readonly PriorityQueue<Action, (long Nanoseconds, long Order)> _queue = new();
    private long _order;

    /// <summary>Not zero, so that nothing is mistaken for «never yet».</summary>
    public Instant Now { get; private set; } = new(1_000_000_000);

    /// <summary>Called after everything that happens.</summary>
    public Action AfterEach { get; set; } = () => { };

    public void At(Instant when, Action action) => _queue.Enqueue(
        action, (Instant.Max(when, Now).Nanoseconds, _order++));

    public void After(TimeSpan delay, Action action) => At(Now + delay, action);

    public void RunUntil(Instant end)
    {
        while (_queue.TryPeek(out var action, out var when) && when.Nanoseconds <= end.Nanoseconds)
        {
            _queue.Dequeue();
            Now = new Instant(when.Nanoseconds);
            action();
            AfterEach();
        }

        Now = end;
    }

    public void Run(TimeSpan duration) => RunUntil(Now + duration);
}
