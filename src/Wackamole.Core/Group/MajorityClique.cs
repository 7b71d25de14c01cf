using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>
/// Finds a clique with more than half of the votes where the greedy one has them not (PROTOCOL.md,
/// section 2, «Who proposes»). Of several the one with the lowest members is taken: any two have
/// a member in common, and the members of the lowest of all choose it, each by itself.
/// </summary>
public sealed class MajorityClique
{
    // Enough for every graph of 12 voters; beyond that what is found so far has to do.
    private const int MostSteps = 20_000;

    private readonly List<Peer> _voters = [];
    private readonly List<Tally> _left = [];
    private readonly List<Peer> _chosen = [];
    private Electorate? _electorate;
    private View _present = View.None;
    private Instant _lossCountsUntil;
    private int _steps;

    /// <param name="own">This host's own vote.</param>
    /// <param name="candidates">Peers heard both ways that may be taken, in member order.</param>
    /// <param name="lossCountsUntil">See Clique.Build.</param>
    /// <param name="clique">What Clique.Build chose; replaced where it has no majority.</param>
    public void Improve(Electorate electorate, Tally own, List<Peer> candidates, View present,
        Instant lossCountsUntil, List<Peer> clique)
    {
        if (electorate.IsMajority(Votes(electorate, own, clique)))
        {
            return;
        }

        (_electorate, _present, _lossCountsUntil) = (electorate, present, lossCountsUntil);
        _voters.Clear();
        _chosen.Clear();
        _steps = 0;
        foreach (var candidate in candidates)
        {
            if (HasVote(electorate, candidate))
            {
                _voters.Add(candidate);
            }
        }

        CountWhatIsLeft();
        if (!Search(0, own))
        {
            return;
        }

        clique.Clear();
        clique.AddRange(_chosen);
        foreach (var candidate in candidates)
        {
            if (!clique.Contains(candidate)
                && Clique.FitsAll(candidate, clique, present, lossCountsUntil))
            {
                clique.Add(candidate);
            }
        }
    }

    private static Tally Votes(Electorate electorate, Tally own, List<Peer> peers)
    {
        var votes = own;
        foreach (var peer in peers)
        {
            votes = HasVote(electorate, peer)
                ? electorate.With(votes, peer.Name, peer.MachineId) : votes;
        }

        return votes;
    }

    private static bool HasVote(Electorate electorate, Peer peer) =>
        peer.Latest.VoterStamp != 0 && electorate.IsVoter(peer.Name, peer.MachineId);

    /// <summary>What the voters from each place on could add at most.</summary>
    private void CountWhatIsLeft()
    {
        _left.Clear();
        var votes = default(Tally);
        _left.Add(votes);
        for (var place = _voters.Count - 1; place >= 0; place--)
        {
            votes = _electorate!.With(votes, _voters[place].Name, _voters[place].MachineId);
            _left.Add(votes);
        }

        _left.Reverse();
    }

    // Lower ones are tried first, so the first that is found has the lowest members.
    private bool Search(int from, Tally votes)
    {
        if (_electorate!.IsMajority(votes))
        {
            return true;
        }

        for (var place = from; place < _voters.Count; place++)
        {
            var most = new Tally(
                votes.First + _left[place].First, votes.Second + _left[place].Second);
            if (!_electorate.IsMajority(most) || ++_steps > MostSteps)
            {
                return false;
            }

            var voter = _voters[place];
            if (!Clique.FitsAll(voter, _chosen, _present, _lossCountsUntil))
            {
                continue;
            }

            _chosen.Add(voter);
            if (Search(place + 1, _electorate.With(votes, voter.Name, voter.MachineId)))
            {
                return true;
            }

            _chosen.RemoveAt(_chosen.Count - 1);
        }

        return false;
    }
}
