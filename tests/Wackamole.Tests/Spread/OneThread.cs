using System.Collections.Concurrent;

namespace Wackamole.Tests.Spread;

/// <summary>
/// Runs asynchronous code on the calling thread alone, which may be in a network of its own:
/// what opens sockets must not be continued elsewhere.
/// </summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];

    public static void Run(Func<Task> body)
    {
        var before = Current;
        var context = new OneThread();
        SetSynchronizationContext(context);
        try
        {
            var task = body();
            task.ContinueWith(_ => context._work.CompleteAdding(), TaskScheduler.Default);
            foreach (var (callback, state) in context._work.GetConsumingEnumerable())
            {
                callback(state);
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));
}
