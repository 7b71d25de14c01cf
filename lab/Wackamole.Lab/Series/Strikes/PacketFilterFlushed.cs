using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>A firewall is loaded anew on a host whose daemon does not run.</summary>
internal sealed class PacketFilterFlushed : DaemonStopped
{
    private static readonly string[] Flush = ["nft", "flush", "ruleset"];

    public override string Name => "stopped, nft flush ruleset";

    public override string? WhyNot(LabCluster cluster)
    {
        var tried = Tool.Try("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; command -v nft");
        return tried.Status != 0 ? "there is no program nft (on Debian: apt install nftables)"
            : cluster.Hosts[0].Run(Flush) is { Status: not 0 } refused
                ? $"nft does not work here: {refused.Text}" : null;
    }

    public override void Fall(LabCluster cluster, LabHost victim)
    {
        base.Fall(cluster, victim);
        victim.Run(Flush);
    }

    public override void MakeWorse(LabCluster cluster, LabHost victim) => victim.Run(Flush);
}
