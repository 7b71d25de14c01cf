using System.Collections.Immutable;
using Wackamole.Core.Allocation;
using Wackamole.Core.Control;
using Wackamole.Core.Group;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core;

/// <summary>The whole cluster as this host sees it, for people and scripts.</summary>
public sealed partial class Node
{
    private readonly Instant _startedAt;

    private ClusterStatus Describe(Instant now)
    {
        var members = _allocator.Members().ToDictionary(member => member.Id);
        return new ClusterStatus
        {
            Node = _settings.Name,
            Group = _settings.Group,
            Engine = _group.Name,
            State = StateName(),
            View = _group.Installed.Id.ToString(),
            ViewAgeSeconds = (now - _group.InstalledAt).TotalSeconds,
            Mature = _allocator.IsMature,
            LeaseValid = _lease.IsValid(now),
            Fence = _fence == FenceKind.Kernel ? "kernel" : "none",
            WhyUnfenced = _whyUnfenced,
            Quorum = DescribeQuorum(),
            Members = [.. DescribeMembers(members, now)],
            VirtualInterfaces = [.. _allocator.Rows().Select(row => DescribeRow(row, now))],
            Counters = DescribeCounters(),
        };
    }

    private string StateName() => _phase switch
    {
        NodePhase.Failed => "failed",
        NodePhase.Departing or NodePhase.Leaving or NodePhase.Finished => "leaving",
        NodePhase.Releasing or NodePhase.HoldingOff => "joining",
        _ when _group.IsUnreached => "no-engine",
        _ when _group.Installed.Id == ViewId.None => "joining",
        _ when GivesWay => "yielding",
        _ when LacksMajority => "no-majority",
        _ when _allocator.IsDraining => "draining",
        _ => _allocator.State switch
        {
            AllocationState.Boot => "boot",
            AllocationState.Run => "run",
            _ => "gather",
        },
    };

    private IEnumerable<MemberStatus> DescribeMembers(
        Dictionary<MemberId, AllocationMember> members, Instant now)
    {
        var self = _group.Self;
        var own = members.GetValueOrDefault(self);
        yield return new MemberStatus
        {
            Name = self.Name,
            Incarnation = self.Incarnation,
            State = "self",
            Flags = FlagNames(DescribeSelf(now).Flags
                | (GivesWay ? HeartbeatFlags.Yielding : 0), _fence),
            AgeSeconds = (now - _startedAt).TotalSeconds,
            SilentSeconds = 0,
            Weight = _settings.Weight,
            Held = _addresses.HeldCount,
            Links = [],
        };
        foreach (var peer in _group.DescribePeers(now))
        {
            yield return DescribePeer(peer, members.GetValueOrDefault(peer.Id));
        }
    }

    private static MemberStatus DescribePeer(GroupPeer peer, AllocationMember? member) => new()
    {
        Name = peer.Id.Name,
        Incarnation = peer.Id.Incarnation,
        State = peer.State,
        Flags = FlagNames(peer.Flags, peer.Fence),
        AgeSeconds = peer.Age.TotalSeconds,
        SilentSeconds = peer.Silent.TotalSeconds,
        Weight = peer.Weight,
        Held = member?.Held ?? 0,
        Links = peer.Links,
    };

    private static ImmutableArray<string> FlagNames(HeartbeatFlags flags, FenceKind fence)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        Name(HeartbeatFlags.Draining, "draining");
        Name(HeartbeatFlags.Leaving, "leaving");
        Name(HeartbeatFlags.Witness, "witness");
        Name(HeartbeatFlags.Yielding, "yielding");
        Name(HeartbeatFlags.Deaf, "deaf");
        if (fence == FenceKind.None)
        {
            names.Add("unfenced");
        }

        if (!flags.HasFlag(HeartbeatFlags.LeaseValid))
        {
            names.Add("lease-invalid");
        }

        return names.ToImmutable();

        void Name(HeartbeatFlags flag, string name)
        {
            if (flags.HasFlag(flag))
            {
                names.Add(name);
            }
        }
    }

    private VirtualInterfaceStatus DescribeRow(AllocationRow row, Instant now)
    {
        var known = _addresses.Configured(row.Head);
        return new VirtualInterfaceStatus
        {
            Name = row.Head.ToString(),
            Addresses = known is null ? [] : [.. known.Addresses.Select(one => one.ToString())],
            Holder = row.Holder?.Name,
            SinceSeconds = (now - row.Since).TotalSeconds,
            State = CoverageOf(row).ToString().ToLowerInvariant(),
            Reason = LacksMajority && row.Coverage != Coverage.Held
                ? $"this part of the cluster has no majority: {WhyNotQuorate()}"
                : row.Reason ?? WhyNotYet(row.Head, now),
            PinnedTo = row.PinnedTo,
            PreferredBy = row.PreferredBy,
        };
    }

    // What this host says of itself is what its kernel carries, whatever the table says.
    private Coverage CoverageOf(AllocationRow row) =>
        row.Coverage == Coverage.Held && row.Holder == _group.Self
            && _addresses.PhaseOf(row.Head) != Addresses.AddressPhase.Held
            ? Coverage.Taking : row.Coverage;

    /// <summary>Why this host has not added yet what the table gives it.</summary>
    private string? WhyNotYet(IpAddress head, Instant now)
    {
        if (!_pending.Contains(head))
        {
            return null;
        }

        var wait = WaitEnds;
        return GivesWay ? "another part of the cluster is heard, and this host yields to it"
            : !_mayHold ? "the fence of this host does not stand"
            : now < wait ? "a member that was lost may still answer for it for a moment"
            : now < MergeEnds() ? "another part of the cluster is heard and is given time to merge"
            : !_guard.IsCleared(head) ? "another station answers for it, or none is heard at all"
            : "its turn comes with the next heartbeat";
    }

    private ImmutableSortedDictionary<string, long> DescribeCounters()
    {
        var counters =
            ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        counters["claims.foreign"] = _foreignClaims;
        counters["lease.lapses"] = _lease.Lapses;
        counters["lease.late"] = _lease.LateExtensions;
        _group.Count(counters);
        return counters.ToImmutable();
    }
}
