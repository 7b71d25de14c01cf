using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class ObserverMeasuresHoles : EndToEndCase
{
    private static readonly TimeSpan Hole = TimeSpan.FromMilliseconds(50);
    private const double ToleranceMs = 5;

    public override string Name => "the observer measures a hole as long as it was";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan { Hosts = 1, Sealed = false });
        var host = cluster.Hosts[0];
        foreach (var virtualInterface in cluster.Plan.VirtualInterfaces)
        {
            host.AddAddressByHand(virtualInterface.Addresses[0]);
        }

        var victim = cluster.Plan.VirtualInterfaces[0];
        cluster.WaitUntilAllAnswer();
        var begin = LabClock.Now;
        host.RemoveAddressByHand(victim.Addresses[0]);
        var removed = LabClock.Now;
        Wait.Holds(Hole, () => false, stage.Cancelled, Hole);
        var adding = LabClock.Now;
        host.AddAddressByHand(victim.Addresses[0]);
        var added = LabClock.Now;
        cluster.WaitUntilAllAnswer();
        var seen = cluster.Observer.Between(begin, LabClock.Now);
        var measured = seen.Addresses[0];
        var tolerance = ToleranceMs + seen.LongestStallMs;
        Stage.Require(
            measured.GapMs > (adding - removed).TotalMilliseconds - ToleranceMs
            && measured.GapMs < (added - begin).TotalMilliseconds + tolerance,
            $"a hole of {adding - removed} to {added - begin} was measured as {measured.GapMs} ms");
        Stage.Require(seen.Addresses.Skip(1).All(it => it.GapMs < tolerance),
            "other addresses were measured to have a hole, too");
    }
}
