using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>The edge: what arrives is checked here, and only typed packets go further.</summary>
public sealed partial class Mesh
{
    private static readonly TimeSpan DuplicateNameBackOff = TimeSpan.FromSeconds(10);

    private ulong _toldIncarnation;
    private Instant _lastRefusalSent = Instant.Past;

    /// <summary>The newest refusal, for the log: why, and where from.</summary>
    public (RefusalReason Reason, Endpoint Source, string Sender)? NewestRefusal { get; set; }

    public void Receive(ReadOnlySpan<byte> datagram, Endpoint source, int link, Instant now)
    {
        if (_phase is MeshPhase.Lost)
        {
            return;
        }

        _sender.Now = now;
        Counters.PacketsReceived++;
        var refusal = _opener.Open(datagram, _opened, out var header, out var body);
        if (refusal != RefusalReason.None)
        {
            Refuse(refusal, source, string.Empty);
            return;
        }

        if (header.Sender.Name == _self.Name)
        {
            HearOwnName(header, source, link, now);
        }
        else if (header.Kind == PacketKind.Dead)
        {
            HearDead(header, body, source);
        }
        else if (Admit(header, source, link, now) is { } peer)
        {
            Dispatch(peer, header, body, now);
        }
    }

    /// <summary>
    /// «Port unreachable» came back from a peer's address. A hint that may be forged: a suspicion
    /// only if nothing sealed arrives for two heartbeats, and never one that shortens a wait.
    /// </summary>
    public void Unreachable(Endpoint endpoint, Instant now)
    {
        foreach (var peer in _peers)
        {
            foreach (var link in peer.Links)
            {
                if (link.Endpoint == endpoint && peer.UnreachableAt == Instant.Past)
                {
                    peer.UnreachableAt = now;
                }
            }
        }
    }

    private void Refuse(RefusalReason reason, Endpoint source, string sender)
    {
        Counters.Refuse(reason);
        NewestRefusal = (reason, source, sender);
    }

    private Peer? Admit(in PacketHeader header, Endpoint source, int link, Instant now)
    {
        if (!_byName.TryGetValue(header.Sender.Name, out var peer))
        {
            if (_peers.Count >= Limits.HeartbeatPeers)
            {
                Refuse(RefusalReason.TooManyMembers, source, header.Sender.Name);
                return null;
            }

            peer = AddPeer(header.Sender.Name);
        }

        if (!IsPresentRun(peer, header, source, link, now))
        {
            return null;
        }

        switch (peer.Admit(header.Counter))
        {
            case ReplayVerdict.Duplicate when peer.Links[1].Endpoint is not null || link > 0:
                peer.Links[link].Note(source, header.Counter, now);
                Counters.SecondCopies++;
                return null;
            case ReplayVerdict.New:
                break;
            default:
                Refuse(RefusalReason.Replayed, source, peer.Name);
                return null;
        }

        NoteHeard(peer, header, source, link, now);
        return peer;
    }

    private static void NoteHeard(
        Peer peer, in PacketHeader header, Endpoint source, int link, Instant now)
    {
        peer.Links[link].Note(source, header.Counter, now);
        peer.LastPacket = now;
        // It is there after all: its clock went back, or word of a newer run was out of date.
        peer.Superseded = false;
        peer.UnreachableAt = Instant.Past;
        peer.NewestCounter = Math.Max(peer.NewestCounter, header.Counter);
        if (peer.NamedUs && !peer.Departed)
        {
            peer.LastHeard = now;
        }
    }

    /// <summary>
    /// Whether a packet is of the newest run of its name, from the machine that has it.
    /// </summary>
    private bool IsPresentRun(
        Peer peer, in PacketHeader header, Endpoint source, int link, Instant now)
    {
        if (peer.IsKnown && header.MachineId != peer.MachineId && !peer.Departed
            && now - peer.LastPacket < _timing.Detection)
        {
            Refuse(RefusalReason.DuplicateName, source, peer.Name);
            if (MayAnswerRefused(now))
            {
                var body = _sender.NewBody();
                new DuplicateNameBody(peer.MachineId).Write(ref body);
                _sender.SendTo(source, link, PacketKind.DuplicateName, body);
            }

            return false;
        }

        if (!peer.IsKnown || header.Sender.Incarnation > peer.Id.Incarnation)
        {
            Supersede(peer, header, now);
            return true;
        }

        if (header.Sender.Incarnation == peer.Id.Incarnation)
        {
            return true;
        }

        Refuse(RefusalReason.StaleIncarnation, source, peer.Name);
        if (MayAnswerRefused(now))
        {
            var body = _sender.NewBody();
            new StaleIncarnationBody(peer.Id).Write(ref body);
            _sender.SendTo(source, link, PacketKind.StaleIncarnation, body);
        }

        return false;
    }

    // A refused sender is answered once a heartbeat at most: nobody can make us shout.
    private bool MayAnswerRefused(Instant now)
    {
        if (_lastRefusalSent != Instant.Past && now - _lastRefusalSent < _timing.Heartbeat)
        {
            return false;
        }

        _lastRefusalSent = now;
        return true;
    }

    private void Supersede(Peer peer, in PacketHeader header, Instant now)
    {
        if (peer.IsKnown)
        {
            NoteWait(peer);
        }

        peer.BecomeIncarnation(header.Sender, header.MachineId, now);
        peer.Departed = _waits.IsGone(header.Sender);
        peer.IsMember = _installed.Contains(peer.Id);
        _unsettled = true;
    }

    private Peer AddPeer(string name)
    {
        var peer = new Peer(name);
        _byName.Add(name, peer);
        var place = 0;
        while (place < _peers.Count && string.CompareOrdinal(_peers[place].Name, name) < 0)
        {
            place++;
        }

        _peers.Insert(place, peer);
        return peer;
    }

    private void HearOwnName(in PacketHeader header, Endpoint source, int link, Instant now)
    {
        if (header.MachineId == _machineId)
        {
            Counters.Refuse(RefusalReason.OwnPacket);
            if (header.Sender == _self)
            {
                _sender.NoteOwnEndpoint(source);
            }

            return;
        }

        Refuse(RefusalReason.DuplicateName, source, header.Sender.Name);
        if (header.Sender.Incarnation < _self.Incarnation)
        {
            // It was there first: the newcomer gives way.
            LoseName(now);
        }
        else if (MayAnswerRefused(now))
        {
            var body = _sender.NewBody();
            new DuplicateNameBody(_machineId).Write(ref body);
            _sender.SendTo(source, link, PacketKind.DuplicateName, body);
        }
    }

    private void LoseName(Instant now) => Lose(
        $"another machine is a member by the name of «{_self.Name}»: give each host a name of " +
        "its own (Node = …)", DuplicateNameBackOff, now);

    private void Dispatch(
        Peer peer, in PacketHeader header, ReadOnlySpan<byte> body, Instant now)
    {
        var reader = new ByteReader(body);
        var understood = header.Kind switch
        {
            PacketKind.Heartbeat => HearHeartbeat(peer, header.Counter, ref reader, now),
            PacketKind.Propose => HearPropose(peer, ref reader, now),
            PacketKind.Accept => HearAccept(peer, ref reader, now),
            PacketKind.Refuse => HearRefuse(peer, ref reader, now),
            PacketKind.Install => HearInstall(peer, ref reader, now),
            PacketKind.InstallRefused => HearInstallRefused(peer, ref reader, now),
            PacketKind.Submit => HearSubmit(peer, ref reader),
            PacketKind.Ordered => HearOrdered(peer, ref reader),
            PacketKind.Resend => HearResend(peer, ref reader),
            PacketKind.StaleIncarnation => HearStaleIncarnation(ref reader, now),
            PacketKind.DuplicateName => HearDuplicateName(ref reader, now),
            _ => false,
        };
        if (!understood)
        {
            Refuse(RefusalReason.Malformed, peer.Links[0].Endpoint ?? default, peer.Name);
        }
    }

    private bool HearStaleIncarnation(ref ByteReader reader, Instant now)
    {
        if (!StaleIncarnationBody.TryRead(ref reader, _names, out var stale))
        {
            return false;
        }

        if (stale.Newest.Name == _self.Name && stale.Newest.Incarnation > _self.Incarnation)
        {
            _toldIncarnation = Math.Max(_toldIncarnation, stale.Newest.Incarnation);
            Lose("a later run of this node is known: this host's clock went back; it takes a " +
                "newer incarnation", TimeSpan.Zero, now);
        }

        return true;
    }

    private bool HearDuplicateName(ref ByteReader reader, Instant now)
    {
        if (!DuplicateNameBody.TryRead(ref reader, out var duplicate))
        {
            return false;
        }

        if (duplicate.OtherMachine != _machineId)
        {
            LoseName(now);
        }

        return true;
    }

    /// <summary>
    /// What outlived a daemon says that its fence is closed and its addresses gone: true of that
    /// incarnation for ever, so that neither a repeat nor a replay does harm, and of no other.
    /// </summary>
    private void HearDead(in PacketHeader header, ReadOnlySpan<byte> body, Endpoint source)
    {
        var reader = new ByteReader(body);
        if (!DeadBody.TryRead(ref reader, _names, out var dead) || dead.Dead != header.Sender)
        {
            Refuse(RefusalReason.Malformed, source, header.Sender.Name);
            return;
        }

        var peer = PeerOf(dead.Dead);
        if (peer is not null && peer.MachineId != header.MachineId)
        {
            Refuse(RefusalReason.DuplicateName, source, peer.Name);
            return;
        }

        _waits.End(dead.Dead);
        _toldWaits.End(dead.Dead);
        if (peer is { Departed: false })
        {
            peer.Departed = true;
            _unsettled = true;
        }
    }
}
