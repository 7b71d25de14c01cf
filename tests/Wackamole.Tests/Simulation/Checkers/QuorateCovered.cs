using System.Numerics;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I7 where a majority is asked for: once all is calm, whoever has a majority covers everything,
/// each virtual interface on exactly one host; who has none holds nothing; and where all hosts
/// hear each other there is a majority.
/// </summary>
internal sealed class QuorateCovered : Checker
{
    private Bounds _bounds = null!;

    public override string Name => "I7 QuorateCovered";

    public override void Begin() => _bounds = new Bounds(Cluster.Plan);

    public override void Finished()
    {
        var calm = Cluster.Now - Cluster.CalmSinceNs;
        if (calm < _bounds.ConvergeNs + _bounds.CoverFreshNs
            || !Cluster.Network.Weather.IsConstant(Cluster.Plan.HeartbeatNs))
        {
            return;
        }

        foreach (var (component, whole) in Health.Components(Cluster))
        {
            if (whole)
            {
                Judge(component);
            }
        }
    }

    private void Judge(ulong component)
    {
        var members = Cluster.Hosts.Where(host => (component >> host.Index & 1) != 0).ToList();
        if (members.Count == Cluster.Hosts.Length && Votes.AreMajority(Cluster, Cluster.Hosts)
            && !members.TrueForAll(one => one.HasMajority))
        {
            Broken("all hosts hear each other, and " + string.Join(", ",
                members.Where(one => !one.HasMajority).Select(one => one.Name)) +
                " has no majority: " + members[0].Describe());
        }

        if (members.Exists(one => one.HasMajority != members[0].HasMajority))
        {
            Broken("members of one view do not agree whether they have a majority");
        }

        for (var vip = 0; vip < Cluster.Plan.VirtualInterfaces.Length; vip++)
        {
            var holders = BitOperations.PopCount(Cluster.Coverage.UsableAt(vip) & component);
            var wanted = members[0].HasMajority && members.Exists(one => one.MayTake(vip)) ? 1 : 0;
            var heldOff = members.Exists(one => one.MayHoldOff(vip));
            if (holders != wanted && (holders > 0 || (wanted == 1 && !heldOff)))
            {
                Broken($"{Cluster.Plan.VirtualInterfaces[vip].Head} is usable on {holders} hosts " +
                    $"of [{string.Join(", ", members.Select(one => one.Name))}], which " +
                    (members[0].HasMajority ? "have a majority" : "have no majority"));
            }
        }
    }
}
