using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>Where no daemon can tell whether peers are heard, a filter is worth a word.</summary>
internal sealed class PacketFilter() : Rule(Area.Daemon, "packet-filter")
{
    public override IEnumerable<Finding> Judge(HostFacts host) =>
        host.Daemon.Status is null && host.Configuration is { } configuration
            && host.HasPacketFilter is { IsKnown: true, Value: true }
            ? [Note("a packet filter (nftables or iptables) is loaded; its rules are not read",
                "where it drops what peers send, this host stays alone",
                $"nft insert rule inet filter input udp dport {configuration.Port} accept  "
                + "# or what is the same in the rules of this host")]
            : [];
}
