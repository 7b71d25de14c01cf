using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>What a peer's heartbeat says that its one before did not.</summary>
internal static class HeartbeatNews
{
    /// <summary>Whether it says nothing new but counters.</summary>
    public static bool SaysTheSame(HeartbeatBody before, HeartbeatBody after)
    {
        if (before.View != after.View || before.Flags != after.Flags
            || before.PreferredCoordinator != after.PreferredCoordinator
            || before.OverduePromise != after.OverduePromise
            || before.Complete != after.Complete || before.Count != after.Count
            || before.ViewSize != after.ViewSize || before.VoterStamp != after.VoterStamp)
        {
            return false;
        }

        for (var index = 0; index < before.Count; index++)
        {
            ref readonly var old = ref before.Peers[index];
            ref readonly var report = ref after.Peers[index];
            if (old.Verdict != report.Verdict || old.Member != report.Member)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether it names a packet of anybody that the one before did not: its sender is not deaf,
    /// whatever its verdicts are (who withdrew from all acknowledges none).
    /// </summary>
    /// <param name="before">Null for a first heartbeat.</param>
    public static bool HearsSomebody(HeartbeatBody? before, HeartbeatBody after)
    {
        foreach (ref readonly var report in after.Peers)
        {
            if (report.Counter > CounterOf(before, report.Member))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it names a packet of that member which the one before did not.</summary>
    public static bool Hears(HeartbeatBody? before, HeartbeatBody after, MemberId member) =>
        CounterOf(after, member) > CounterOf(before, member);

    /// <summary>Whether it acknowledges somebody no more.</summary>
    public static bool LosesSomebody(HeartbeatBody? before, HeartbeatBody after)
    {
        foreach (ref readonly var report in after.Peers)
        {
            if (report.Verdict == PeerVerdict.NotHeard
                && VerdictOn(before, report.Member) == PeerVerdict.Acknowledged)
            {
                return true;
            }
        }

        return false;
    }

    private static PeerVerdict? VerdictOn(HeartbeatBody? heartbeat, MemberId member)
    {
        foreach (ref readonly var report in Reports(heartbeat))
        {
            if (report.Member == member)
            {
                return report.Verdict;
            }
        }

        return null;
    }

    private static ulong CounterOf(HeartbeatBody? heartbeat, MemberId member)
    {
        foreach (ref readonly var report in Reports(heartbeat))
        {
            if (report.Member == member)
            {
                return report.Counter;
            }
        }

        return 0;
    }

    private static ReadOnlySpan<PeerReport> Reports(HeartbeatBody? heartbeat) =>
        heartbeat is null ? [] : heartbeat.Peers;
}
