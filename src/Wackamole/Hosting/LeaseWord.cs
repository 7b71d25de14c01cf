using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;

namespace Wackamole.Hosting;

/// <summary>
/// Until when this host may answer for its addresses, on the boot clock. The loop alone writes
/// it; whoever adds an address or speaks for one reads it before each step (PROTOCOL.md 5). Where
/// the fence stands, the kernel reads the same word for every packet.
/// </summary>
internal sealed class LeaseWord
{
    private const int Word = 0;
    private const long ClosedNanoseconds = 0;

    private long _deadlineNanoseconds = Instant.Past.Nanoseconds;
    private volatile MappedWords? _fence;
    private volatile bool _closed;

    public Instant Deadline =>
        _closed ? Instant.Past : new(Volatile.Read(ref _deadlineNanoseconds));

    /// <summary>Whether the lease is valid at this moment.</summary>
    public bool IsValid => BootClock.Now < Deadline;

    /// <summary>
    /// From the loop alone: until then, in the kernel by one store. The deadline was computed from
    /// evidence, never from the present: whoever was stopped before the store grants itself
    /// nothing by it.
    /// </summary>
    public void Set(Instant deadline)
    {
        Volatile.Write(ref _deadlineNanoseconds, deadline.Nanoseconds);
        if (_fence is { } fence)
        {
            fence.Write(Word, Math.Max(ClosedNanoseconds, deadline.Nanoseconds));

            // Another thread may have closed it in between: its closing has the last word.
            Interlocked.MemoryBarrier();
            if (_closed)
            {
                fence.Write(Word, ClosedNanoseconds);
            }
        }
    }

    /// <summary>The kernel has a word for it from now on; closed until it is set next.</summary>
    public void Enforce(MappedWords fence) => _fence = fence;

    /// <summary>The daemon ends: over for good, whatever the loop still says. Any thread.</summary>
    public void Close()
    {
        _closed = true;
        Interlocked.MemoryBarrier();
        _fence?.Write(Word, ClosedNanoseconds);
    }
}
