using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Group;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// What outlives the daemon: it closes the fence, removes the addresses, and says so.
/// </summary>
internal sealed partial class SimulatedHost
{
    private const long LooksAgainNs = 50 * Span.Microsecond;
    private const long SaysAgainNs = 4 * Span.Millisecond;

    // What is to be said once everything is removed; empty where there is nothing to do.
    private ImmutableArray<DeathNotice> _owed = [];

    /// <summary>kill -9 of the daemon alone: its sentinel notices after a while.</summary>
    /// <param name="replayAfterNs">
    /// Somebody has recorded the word and repeats it so long after; 0 for never.
    /// </param>
    public void CrashWithWord(long afterNs, long replayAfterNs = 0)
    {
        if (_node is null)
        {
            return;
        }

        var notices = NoticesOf(_node.Self);
        Crash();
        _owed = notices;
        Cluster.At(Cluster.Now + afterNs, Clear);
        if (replayAfterNs > 0)
        {
            Cluster.At(Cluster.Now + afterNs + replayAfterNs, () => Tell(notices, "replays"));
        }
    }

    /// <summary>
    /// A sentinel that got it wrong, so that a checker can be seen to find it: it says that the
    /// addresses are gone while they are still there, and answered for.
    /// </summary>
    public void CrashWithEarlyWord()
    {
        var notices = NoticesOf(_node!.Self);
        Crash();
        Tell(notices, "says too early");
    }

    /// <summary>Whoever starts the daemon lets its sentinel finish first.</summary>
    private void Clear()
    {
        if (_owed.IsEmpty)
        {
            return;
        }

        if (State == HostState.Off)
        {
            _owed = [];
            return;
        }

        if (Kernel.Busy)
        {
            // The process is over only when what it asked the kernel for is done.
            Cluster.At(Cluster.Now + LooksAgainNs, Clear);
            return;
        }

        var notices = _owed;
        _owed = [];
        Lease = Instant.Past;
        _leaseOpen = false;
        Kernel.Clear();
        Tell(notices, "says");
        Cluster.At(Cluster.Now + SaysAgainNs, () => Tell(notices, "repeats"));
    }

    private void Tell(ImmutableArray<DeathNotice> notices, string how)
    {
        if (State == HostState.Off)
        {
            return;
        }

        Write($"its sentinel {how} that the daemon is dead");
        foreach (var notice in notices)
        {
            _handled++;
            Cluster.Network.Send(Index, _handled, new Effect(EffectKind.Send, notice.Destination,
                notice.Link, 0, notice.Payload.Length, default, null), notice.Payload.AsSpan());
        }
    }

    private ImmutableArray<DeathNotice> NoticesOf(MemberId self)
    {
        using var notices = new DeathNotices(
            Settings, (ulong)Index + 1, new UInt128(_random.Next(), _random.Next()));
        return notices.Of(self);
    }
}
