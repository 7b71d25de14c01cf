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
    /// stays together, then all others, each in member order. Members of the present view that do
    /// not all hear each other any more are taken by how few of the others they are at odds with,
    /// who is deaf after who is not: the sick one is to go, not the healthy one that it lost.
    /// </summary>
    /// <param name="candidates">Peers heard both ways that may be taken, in member order.</param>
    /// <param name="present">The view that this host is in.</param>
    /// <param name="lossCountsUntil">
    /// Two members of the present view of which one ceased to hear the other after this are still
    /// taken to hear each other: one of them may be dying, and will be known to be in a moment.
    /// </param>
    /// <param name="deafSince">Who has told of nothing new since then counts as deaf.</param>
    /// <param name="into">Receives the chosen peers; this host is understood.</param>
    public static void Build(List<Peer> candidates, View present, Instant lossCountsUntil,
        Instant deafSince, List<Peer> into)
    {
        into.Clear();
        var members = 0;
        foreach (var candidate in candidates)
        {
            if (present.Contains(candidate.Id))
            {
                members++;
                AddIfItFits(candidate, present, lossCountsUntil, into);
            }
        }

        if (into.Count < members)
        {
            AddSoundestFirst(candidates, present, lossCountsUntil, deafSince, into);
        }

        foreach (var candidate in candidates)
        {
            if (!present.Contains(candidate.Id))
            {
                AddIfItFits(candidate, present, lossCountsUntil, into);
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

    private static void AddIfItFits(
        Peer candidate, View present, Instant lossCountsUntil, List<Peer> clique)
    {
        if (FitsAll(candidate, clique, present, lossCountsUntil))
        {
            clique.Add(candidate);
        }
    }

    private static void AddSoundestFirst(List<Peer> candidates, View present,
        Instant lossCountsUntil, Instant deafSince, List<Peer> into)
    {
        into.Clear();
        var most = 0;
        foreach (var candidate in candidates)
        {
            if (present.Contains(candidate.Id))
            {
                candidate.Discord = 2 * AtOddsWith(candidate, candidates, present)
                    + (candidate.HearsSomebody <= deafSince ? 1 : 0);
                most = Math.Max(most, candidate.Discord);
            }
        }

        for (var discord = 0; discord <= most; discord++)
        {
            foreach (var candidate in candidates)
            {
                if (present.Contains(candidate.Id) && candidate.Discord == discord)
                {
                    AddIfItFits(candidate, present, lossCountsUntil, into);
                }
            }
        }
    }

    // Every loss counts here, however new: it is asked whose, not whether.
    private static int AtOddsWith(Peer candidate, List<Peer> candidates, View present)
    {
        var others = 0;
        foreach (var other in candidates)
        {
            others += other != candidate && present.Contains(other.Id)
                && !(Hears(candidate, other, present, Instant.Never)
                    && Hears(other, candidate, present, Instant.Never)) ? 1 : 0;
        }

        return others;
    }

    /// <summary>Whether its newest heartbeat acknowledges the other.</summary>
    public static bool Hears(Peer hearer, Peer heard) =>
        Hears(hearer, heard, View.None, Instant.Never);

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
