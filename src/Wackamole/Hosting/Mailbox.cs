using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// What other threads hand to one thread: a bounded queue and the descriptor that wakes it.
/// </summary>
internal sealed class Mailbox<T>(int capacity) : IDescriptor, IDisposable
{
    /// <summary>How often a patient sender looks whether it shall give up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly BoundedQueue<T> _queue = new(capacity);
    private readonly EventDescriptor _wake = new();
    private readonly EventDescriptor _room = new();
    private int _patient;

    public SafeHandle Handle => _wake.Handle;

    /// <summary>Any thread may; false where the mailbox is full. Never waits.</summary>
    public bool TryPost(T item)
    {
        var posted = _queue.TryEnqueue(item);
        if (posted)
        {
            _wake.Signal();
        }

        return posted;
    }

    /// <summary>
    /// For what must not be lost: waits while the mailbox is full, and gives up only when told.
    /// Never from the owner's thread or the loop's.
    /// </summary>
    public void PostPatiently(T item, Func<bool> givesUp)
    {
        if (TryPost(item))
        {
            return;
        }

        Interlocked.Increment(ref _patient);
        using var epoll = new Epoll();
        epoll.Add(_room.Handle, 0);
        Span<int> tags = stackalloc int[1];
        while (!TryPost(item) && !givesUp())
        {
            epoll.Wait(tags, BootClock.Now + Patience);
            _room.Drain();
        }

        Interlocked.Decrement(ref _patient);
    }

    /// <summary>Wakes the owner although there is nothing to take.</summary>
    public void Wake() => _wake.Signal();

    /// <summary>
    /// Call before the first TryTake of a round, so that nothing that comes later is missed.
    /// </summary>
    public void ForgetWakes() => _wake.Drain();

    /// <summary>Only the owner's thread.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        var taken = _queue.TryDequeue(out item);
        if (taken && Volatile.Read(ref _patient) > 0)
        {
            _room.Signal();
        }

        return taken;
    }

    public void Dispose()
    {
        _wake.Dispose();
        _room.Dispose();
    }
}
