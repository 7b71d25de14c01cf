using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Wackamole.Tests.Linux;

namespace Wackamole.Tests.Engines;

/// <summary>
/// A thread in a network of its own, which does what it is told there; what it starts, threads and
/// processes, is in that network too.
/// </summary>
internal sealed class NamespaceThread : IDisposable
{
    private readonly BlockingCollection<Action> _orders = [];
    private readonly Thread _thread;

    public NamespaceThread()
    {
        _thread = new Thread(() => NetworkNamespace.Run(() =>
        {
            foreach (var order in _orders.GetConsumingEnumerable())
            {
                order();
            }
        }));
        _thread.Start();

        // «1234/task/5678»: tools take a thread's number for its network.
        Do(() => Id = Path.GetFileName(new FileInfo("/proc/thread-self").LinkTarget!));
    }

    /// <summary>The thread's number to the system.</summary>
    public string Id { get; private set; } = string.Empty;

    /// <summary>Does it there, and waits; what it throws is thrown here.</summary>
    public void Do(Action action)
    {
        using var done = new ManualResetEventSlim();
        Exception? thrown = null;
        _orders.Add(() =>
        {
            try
            {
                action();
            }
            catch (Exception any)
            {
                thrown = any;
            }

            done.Set();
        });
        done.Wait();
        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    public void Dispose()
    {
        _orders.CompleteAdding();
        _thread.Join();
        _orders.Dispose();
    }
}
