using System.Collections.Concurrent;
using System.Globalization;
using Wackamole.Tests.Linux;

namespace Wackamole.Tests.Daemon;

/// <summary>
/// A second network beside the test's own: kept by a thread that sleeps in it, gone with it.
/// </summary>
internal sealed class OtherNetwork : IDisposable
{
    private readonly BlockingCollection<Action> _orders = [];
    private readonly ManualResetEventSlim _ready = new();
    private readonly ManualResetEventSlim _moved = new();
    private readonly Thread _thread;
    private int _threadId;

    private OtherNetwork(string name, string[] commands)
    {
        _thread = new Thread(() => NetworkNamespace.Run(() =>
        {
            _threadId = int.Parse(
                new FileInfo("/proc/thread-self").LinkTarget!.Split('/')[^1],
                CultureInfo.InvariantCulture);
            _ready.Set();
            _moved.Wait();
            foreach (var command in commands)
            {
                NetworkNamespace.Ip(command);
            }

            NetworkNamespace.Ip($"link set {name} up");
            _ready.Set();
            foreach (var order in _orders.GetConsumingEnumerable())
            {
                order();
            }
        }));
    }

    /// <summary>
    /// Moves an interface of the test's network there, does the commands, sets it up.
    /// </summary>
    public static OtherNetwork WithInterface(string name, params string[] commands)
    {
        var network = new OtherNetwork(name, commands);
        network._thread.Start();
        network._ready.Wait();
        network._ready.Reset();
        NetworkNamespace.Ip($"link set {name} netns {network._threadId}");
        network._moved.Set();
        network._ready.Wait();
        return network;
    }

    /// <summary>Does something in that network, and answers what it answers.</summary>
    public T Do<T>(Func<T> action)
    {
        var done = new TaskCompletionSource<T>();
        _orders.Add(() =>
        {
            try
            {
                done.SetResult(action());
            }
            catch (Exception any)
            {
                done.SetException(any);
            }
        });
        return done.Task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _orders.CompleteAdding();
        _thread.Join();
        _orders.Dispose();
        _ready.Dispose();
        _moved.Dispose();
    }
}
