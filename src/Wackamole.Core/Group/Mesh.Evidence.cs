using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>What proves that this host may go on answering (PROTOCOL.md, section 5).</summary>
public sealed partial class Mesh
{
    private readonly List<(Instant Evidence, Peer Peer)> _acknowledged = [];

    /// <summary>
    /// The send time of the newest own heartbeat that every required member has acknowledged;
    /// null where no member is required: then nothing is proved.
    /// </summary>
    public Instant? Evidence(Instant now)
    {
        if (_majorityAsked)
        {
            return MajorityEvidence();
        }

        Instant? evidence = null;
        foreach (var peer in _peers)
        {
            if (peer.IsMember && IsRequired(peer, now))
            {
                evidence = Instant.Min(evidence ?? Instant.Never, peer.Evidence);
            }
        }

        return evidence;
    }

    /// <summary>
    /// The send time of the newest own heartbeat that members have acknowledged who together with
    /// this host have more than half of the votes, by every list that counts; Past where they have
    /// not. Who has more of the lists on its disk than this host knows may have agreed to another
    /// majority already: it is not counted.
    /// </summary>
    private Instant MajorityEvidence()
    {
        if (Local.Electorate is not { } electorate)
        {
            return Instant.Past;
        }

        _acknowledged.Clear();
        foreach (var member in _installed.Members)
        {
            if (PeerOf(member) is { } peer && electorate.Counts(peer.Latest.VoterStamp)
                && electorate.IsVoter(peer.Name, peer.MachineId))
            {
                _acknowledged.Add((peer.Evidence, peer));
            }
        }

        _acknowledged.Sort(static (left, right) => right.Evidence.CompareTo(left.Evidence));
        var votes = OwnVote(electorate);
        foreach (var (evidence, peer) in _acknowledged)
        {
            votes = electorate.With(votes, peer.Name, peer.MachineId);
            if (electorate.IsMajority(votes))
            {
                return evidence;
            }
        }

        return Instant.Past;
    }

    private Tally OwnVote(Electorate electorate) => electorate.Counts(Local.VoterStamp)
        ? electorate.With(default, _self.Name, _machineId) : default;

    /// <summary>When the newest packet was sent; Past where none was in this run.</summary>
    public Instant LastSentAt => _sender.Log.TimeOf(_sender.LastCounter);

    // A deaf member is not waited for: one broken card must not lapse every host's lease.
    private bool IsRequired(Peer peer, Instant now) =>
        peer.IsHeard(now, _timing.Fresh) && !peer.IsDeaf(now, _timing.Fresh);

    /// <summary>When the next member stops being required, unless it is heard again.</summary>
    public Instant NextEvidenceChange(Instant now)
    {
        var next = Instant.Never;
        if (_majorityAsked)
        {
            // Only what arrives proves anything, and what was proved stays so.
            return next;
        }

        foreach (var peer in _peers)
        {
            if (peer.IsMember && IsRequired(peer, now))
            {
                next = Instant.Min(next,
                    Instant.Min(peer.LastHeard, peer.HearsSomebody) + _timing.Fresh);
            }
        }

        return next;
    }
}
