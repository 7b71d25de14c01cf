using System.Collections.Concurrent;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Work for every processor on threads of its own. The pool's would all be taken for minutes, and
/// whatever other tests meanwhile ask of the pool would wait for them.
/// </summary>
internal static class OwnThreads
{
    /// <summary>One at a time, in order, to whoever is free: chunks may be dear.</summary>
    public static void ForEach<T>(IEnumerable<T> items, Action<T> work)
    {
        var faults = new ConcurrentQueue<Exception>();
        using var left = items.GetEnumerator();
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(
            _ => new Thread(() => Run(left, work, faults)) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (!faults.IsEmpty)
        {
            throw new AggregateException(faults);
        }
    }

    private static void Run<T>(
        IEnumerator<T> left, Action<T> work, ConcurrentQueue<Exception> faults)
    {
        try
        {
            while (TryTake(left, out var item))
            {
                work(item);
            }
        }
        catch (Exception fault)
        {
            // An exception on a thread of ours would end the whole test process.
            faults.Enqueue(fault);
        }
    }

    private static bool TryTake<T>(IEnumerator<T> left, out T item)
    {
        lock (left)
        {
            var any = left.MoveNext();
            item = any ? left.Current : default!;
            return any;
        }
    }
}
