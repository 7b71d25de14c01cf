using Wackamole.Core.Control;
using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>What people are told of the mesh.</summary>
public sealed partial class Mesh
{
    public string Name => "mesh";

    public bool? EngineQuorate => null;

    public bool IsActive => _phase == MeshPhase.Active;

    public bool IsUnreached => false;

    public bool IsLost => _phase == MeshPhase.Lost;

    public IEnumerable<GroupPeer> DescribePeers(Instant now) =>
        _peers.Where(peer => peer.IsKnown).Select(peer => Describe(peer, now));

    public void Count(IDictionary<string, long> counters)
    {
        counters["packets.sent"] = PacketsSent;
        counters["packets.received"] = Counters.PacketsReceived;
        counters["packets.second-link"] = Counters.SecondCopies;
        counters["packets.resent"] = Counters.Resent;
        counters["views"] = Counters.Views;
        counters["suspicions"] = Counters.Suspicions;
        counters["proposals"] = Counters.Proposals;
        counters["refusals"] = Counters.Refusals;
        foreach (var (reason, count) in Counters.Refused)
        {
            counters[$"packets.refused.{reason}"] = count;
        }
    }

    private GroupPeer Describe(Peer peer, Instant now) => new(
        peer.Id,
        peer.Withdrawn ? "withdrawn"
            : now - peer.LastPacket >= _timing.Detection ? "silent"
            : _installed.Contains(peer.Id) ? "member"
            : !peer.HearsUs ? "one-way" : "joining",
        peer.Latest.Flags, peer.Latest.Fence, peer.Latest.Weight,
        peer.HasHeartbeat ? peer.Latest.Lease : TimeSpan.Zero, now - peer.FirstHeard,
        now - peer.LastPacket,
        [.. peer.Links.Where(link => link.Endpoint is not null).Select(link =>
            new LinkStatus(link.Endpoint.ToString()!,
                now - link.LastPacket < _timing.Detection,
                link.LastPacket == Instant.Past ? null : (now - link.LastPacket).TotalSeconds,
                link.LostPercent))]);
}
