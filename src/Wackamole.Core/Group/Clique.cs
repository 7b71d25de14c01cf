using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>
/// Which peers a host would form a view with (PROTOCOL.md, section 2, «Who proposes»). Everybody
/// knows from the heartbeats who hears whom; a view is a set in which all hear each other.
/// </summary>
public static class Clique
{
    /// <summary>
    /// Grows a clique around this host: members of its present view first, so that what works
    /// stays together, then all others, each in member order.
    /// </summary>
    /// <param name="candidates">Peers heard both ways that may be taken, in member order.</param>
    /// <param name="present">The view that this host is in.</param>
    /// <param name="lossCountsUntil">
    /// Two members of the present view of which one ceased to hear the other after this are still
    /// taken to hear each other: one of them may be dying, and will be known to be in a moment.
    /// </param>
    /// <param name="into">Receives the chosen peers; this host is understood.</param>
    public static void Build(
        List<Peer> candidates, View present, Instant lossCountsUntil, List<Peer> into)
    {
        into.Clear();
        foreach (var candidate in candidates)
        {
            if (present.Contains(candidate.Id)
                && FitsAll(candidate, into, present, lossCountsUntil))
            {
                into.Add(candidate);
            }
        }

        foreach (var candidate in candidates)
        {
            if (!present.Contains(candidate.Id)
                && FitsAll(candidate, into, present, lossCountsUntil))
            {
                into.Add(candidate);
            }
        }
    }

    /// <summary>Whether a candidate and all of a clique hear each other.</summary>
    public static bool FitsAll(
        Peer candidate, List<Peer> clique, View present, Instant lossCountsUntil)
    {
        foreach (var member in clique)
        {
            if (!Hears(candidate, member, present, lossCountsUntil)
                || !Hears(member, candidate, present, lossCountsUntil))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Hears(Peer hearer, Peer heard, View present, Instant lossCountsUntil)
    {
        foreach (ref readonly var report in hearer.Latest.Peers)
        {
            if (report.Member == heard.Id)
            {
                return report.Verdict == PeerVerdict.Acknowledged
                    || (report.Verdict == PeerVerdict.NotHeard
                        && hearer.LostSomebodyAt > lossCountsUntil
                        && present.Contains(hearer.Id) && present.Contains(heard.Id));
            }
        }

        return false;
    }
}
