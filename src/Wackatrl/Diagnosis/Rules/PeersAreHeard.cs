using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>Peers of the configuration from which no packet ever came.</summary>
internal sealed class PeersAreHeard() : Rule(Area.Daemon, "peers")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (host.Daemon.Status is not { } status || host.Configuration is not { } configuration
            || configuration.Peers.IsEmpty)
        {
            yield break;
        }

        var own = host.Addresses.Value;
        var heard = status.Members.SelectMany(member => member.Links)
            .Where(link => link.SilentSeconds is not null)
            .Select(link => link.Endpoint).ToHashSet(StringComparer.Ordinal);
        var silent = configuration.Peers.SelectMany(peer => peer.Endpoints)
            .Where(endpoint => !heard.Contains(endpoint.ToString())
                && (own.IsDefault || !own.Any(one => one.Address == endpoint.Address)))
            .Select(endpoint => endpoint.ToString()).ToList();
        foreach (var endpoint in silent)
        {
            yield return Warn("no packet ever came from this peer",
                "it is not a member of the cluster, or has one link less",
                $"see whether its daemon runs and lets UDP port {configuration.Port} through "
                + "both ways: wackatrl doctor there; a packet filter here and on the way",
                endpoint);
        }

        if (silent.Count == 0)
        {
            yield return Good("every peer of the configuration was heard");
        }
    }
}
