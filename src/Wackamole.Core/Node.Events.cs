using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>What the host tells its node.</summary>
public sealed partial class Node
{
    private void HandleEvent(NodeEvent happened, Instant now)
    {
        switch (happened)
        {
            case NodeEvent.AddressesAdded added:
                TakeAdded(added, now);
                break;
            case NodeEvent.AddressesRemoved removed:
                TakeRemoved(removed, now);
                break;
            case NodeEvent.AddressLost lost:
                TakeLost(lost, now);
                break;
            case NodeEvent.InterfaceChanged changed:
                TakeInterface(changed, now);
                break;
            case NodeEvent.SegmentProbed probed:
                TakeProbe(probed, now);
                break;
            case NodeEvent.ForeignClaim claim:
                TakeForeignClaim(claim, now);
                break;
            case NodeEvent.FenceChanged fence:
                TakeFence(fence, now);
                break;
            case NodeEvent.PortUnreachable unreachable:
                _mesh?.Unreachable(unreachable.Peer, now);
                break;
            case NodeEvent.EngineReported engine:
                _ordered?.Take(engine.Happened, now);
                break;
            case NodeEvent.VotersStored stored:
                _quorum?.Stored(stored.Record, stored.Fault, now);
                break;
            case NodeEvent.ArpTableRead table:
                ShareArpTable(table);
                break;
            case NodeEvent.Operator asked:
                Answer(asked, now);
                break;
            case NodeEvent.Reconfigured changed:
                Reconfigure(changed.Settings, now);
                break;
            case NodeEvent.Shutdown:
                Depart(finish: true, now);
                break;
        }
    }

    private void TakeFence(NodeEvent.FenceChanged changed, Instant now)
    {
        (_fence, _whyUnfenced, _mayHold) = (changed.Fence, changed.Reason, changed.MayHold);
        if (_fence == Lease.FenceKind.Kernel)
        {
            Report(ReportLevel.Information, ReportKind.Host, "the kernel enforces the lease");
        }
        else
        {
            Report(ReportLevel.Warning, ReportKind.Host, $"this host is unfenced: {_whyUnfenced}");
        }

        if (!_mayHold)
        {
            RemoveEverything("the fence does not stand", now);
        }

        JudgeEligibility(now);
    }

    private void Reconfigure(NodeSettings settings, Instant now)
    {
        // What a membership is made of stays as it was until a restart; the shell says so.
        Configure(settings with
        {
            Name = _settings.Name,
            Group = _settings.Group,
            Timing = _settings.Timing,
            Peers = _settings.Peers,
            Multicast = _settings.Multicast,
            Links = _settings.Links,
            Keys = _settings.Keys,
            OrderedGroup = _settings.OrderedGroup,
            Majority = _settings.Majority,
            Witness = _settings.Witness,
        }, now);
        Report(ReportLevel.Information, ReportKind.Operator, "the configuration was read again");
    }
}
