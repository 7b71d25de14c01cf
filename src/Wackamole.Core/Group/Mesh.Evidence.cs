using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>What proves that this host may go on answering (PROTOCOL.md, section 5).</summary>
public sealed partial class Mesh
{
    /// <summary>
    /// The send time of the newest own heartbeat that every required member has acknowledged;
    /// null where no member is required: then nothing is proved.
    /// </summary>
    public Instant? Evidence(Instant now)
    {
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

    /// <summary>When the newest packet was sent; Past where none was in this run.</summary>
    public Instant LastSentAt => _sender.Log.TimeOf(_sender.LastCounter);

    // A deaf member is not waited for: one broken card must not lapse every host's lease.
    private bool IsRequired(Peer peer, Instant now) =>
        peer.IsHeard(now, _timing.Fresh) && !peer.IsDeaf(now, _timing.Fresh);

    /// <summary>When the next member stops being required, unless it is heard again.</summary>
    public Instant NextEvidenceChange(Instant now)
    {
        var next = Instant.Never;
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
