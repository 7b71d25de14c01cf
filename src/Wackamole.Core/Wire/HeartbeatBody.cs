using Wackamole.Core.Lease;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// What every host tells every other each h (PROTOCOL.md 2, Heartbeat). One instance is written
/// or read again and again: nothing is allocated once all names and as many peers were seen.
/// <code>
/// view id | view size var | complete u8 | preferred coordinator or 00 | overdue promise view id |
/// delivered var | highest var | catalogue digest u64 | flags u16 | fence u8 | weight u16 |
/// lease var | senior view as in ViewRank | senior heard u8 | voter stamp var | count var |
/// count × (member | verdict u8 | counter var)
/// </code>
/// </summary>
public sealed class HeartbeatBody
{
    private const int UsualPeers = 16;

    private PeerReport[] _peers = new PeerReport[UsualPeers];

    /// <summary>The installed view.</summary>
    public ViewId View { get; set; } = ViewId.None;

    /// <summary>Its members that may serve: neither deaf, nor drained, nor a witness.</summary>
    public int ViewSize { get; set; }

    /// <summary>Whether it runs and every virtual interface in it is held.</summary>
    public bool Complete { get; set; }

    /// <summary>The coordinator that the sender would follow.</summary>
    public MemberId? PreferredCoordinator { get; set; }

    /// <summary>The promise whose Install is overdue, or ViewId.None.</summary>
    public ViewId OverduePromise { get; set; } = ViewId.None;

    /// <summary>The last place in the view's order that was delivered.</summary>
    public ulong Delivered { get; set; }

    /// <summary>From the coordinator: the last place that was given away; else 0.</summary>
    public ulong Highest { get; set; }

    public ulong CatalogueDigest { get; set; }

    public HeartbeatFlags Flags { get; set; }

    public FenceKind Fence { get; set; }

    public ushort Weight { get; set; }

    /// <summary>L of the sender: for so long others wait for it.</summary>
    public TimeSpan Lease { get; set; }

    /// <summary>
    /// The most senior view that the sender's view gives way to, as far as one of them hears a
    /// member of it.
    /// </summary>
    public ViewRank Senior { get; set; } = ViewRank.None;

    /// <summary>
    /// The sender's view gives way: because of what it hears itself, or because of what another
    /// member of it hears.
    /// </summary>
    public bool GivesWay => Has(HeartbeatFlags.Yielding) || !Senior.IsNone;

    /// <summary>The sender hears it itself.</summary>
    public bool SeniorHeard { get; set; }

    /// <summary>How much of the voter lists the sender has on its disk; 0 for nothing.</summary>
    public ulong VoterStamp { get; set; }

    public int Count { get; private set; }

    /// <summary>Of the sender's own view.</summary>
    public ViewRank Rank => new(View, ViewSize, Has(HeartbeatFlags.Quorate),
        Has(HeartbeatFlags.ViewComplete), Has(HeartbeatFlags.Mature),
        Has(HeartbeatFlags.ViewHolding));

    public ReadOnlySpan<PeerReport> Peers => _peers.AsSpan(0, Count);

    public bool Has(HeartbeatFlags flags) => (Flags & flags) == flags;

    public void ClearPeers() => Count = 0;

    public void AddPeer(PeerReport peer)
    {
        Invariant.Require(Count < Limits.HeartbeatPeers, "a heartbeat speaks of few peers");
        if (Count == _peers.Length)
        {
            Array.Resize(ref _peers, 2 * Count);
        }

        _peers[Count++] = peer;
    }

    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(View);
        writer.WriteVar((ulong)ViewSize);
        writer.Bool(Complete);
        writer.MemberOrNone(PreferredCoordinator);
        writer.ViewId(OverduePromise);
        writer.WriteVar(Delivered);
        writer.WriteVar(Highest);
        writer.U64(CatalogueDigest);
        writer.U16((ushort)Flags);
        writer.U8((byte)Fence);
        writer.U16(Weight);
        writer.Duration(Lease);
        Senior.Write(ref writer);
        writer.Bool(SeniorHeard);
        writer.WriteVar(VoterStamp);
        writer.WriteVar((ulong)Count);
        foreach (ref readonly var peer in Peers)
        {
            writer.Member(peer.Member);
            writer.U8((byte)peer.Verdict);
            writer.WriteVar(peer.Counter);
        }
    }

    /// <summary>
    /// Reads a whole body into this instance; where it is false, use nothing of it.
    /// </summary>
    public bool TryRead(ref ByteReader reader, NameTable names)
    {
        View = reader.ViewId(names);
        ViewSize = reader.Count(Limits.Members);
        Complete = reader.Bool();
        PreferredCoordinator = reader.MemberOrNone(names);
        OverduePromise = reader.ViewId(names);
        Delivered = reader.ReadVar();
        Highest = reader.ReadVar();
        CatalogueDigest = reader.U64();
        Flags = (HeartbeatFlags)reader.U16();
        Fence = (FenceKind)reader.U8();
        reader.Require(Fence is FenceKind.None or FenceKind.Kernel);
        Weight = reader.U16();
        Lease = reader.Duration();
        reader.Require(Lease <= Limits.LongestDetectionTime);
        Senior = ViewRank.Read(ref reader, names);
        SeniorHeard = reader.Bool();
        VoterStamp = reader.ReadVar();
        ReadPeers(ref reader, names);
        return reader.AtEnd;
    }

    private void ReadPeers(ref ByteReader reader, NameTable names)
    {
        ClearPeers();
        var count = reader.Count(Limits.HeartbeatPeers);
        for (var index = 0; index < count && !reader.Failed; index++)
        {
            var member = reader.Member(names);
            var verdict = (PeerVerdict)reader.U8();
            reader.Require(verdict is >= PeerVerdict.Acknowledged and <= PeerVerdict.Withdrawn);
            AddPeer(new PeerReport(member, verdict, reader.ReadVar()));
        }
    }
}
