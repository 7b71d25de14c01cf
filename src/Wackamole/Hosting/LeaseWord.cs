using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// Until when this host may answer for its addresses, on the boot clock. The loop alone writes
/// it; whoever adds an address or speaks for one reads it before each step (PROTOCOL.md 5).
/// </summary>
internal sealed class LeaseWord
{
    private long _deadlineNanoseconds = Instant.Past.Nanoseconds;
    private volatile bool _closed;

    public Instant Deadline =>
        _closed ? Instant.Past : new(Volatile.Read(ref _deadlineNanoseconds));

    /// <summary>Whether the lease is valid at this moment.</summary>
    public bool IsValid => BootClock.Now < Deadline;

    public void Set(Instant deadline) =>
        Volatile.Write(ref _deadlineNanoseconds, deadline.Nanoseconds);

    /// <summary>The daemon ends: over for good, whatever the loop still says. Any thread.</summary>
    public void Close() => _closed = true;
}
