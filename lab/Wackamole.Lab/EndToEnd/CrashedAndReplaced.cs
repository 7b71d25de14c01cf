using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

/// <summary>Under the unit's core limit, by which a crash is over at once.</summary>
internal sealed class CrashedAndReplaced(int signal, string named) : EndToEndCase
{
    /// <summary>LimitCORE of the service's unit.</summary>
    private static readonly string[] WithoutCore = ["prlimit", "--core=1"];

    public override string Name => $"a daemon that dies by {named} is replaced as by kill -9";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan());
        var crashed = cluster.Hosts[2];
        crashed.Wrapper = WithoutCore;
        cluster.Start();
        cluster.WaitUntilEven();
        var seen = cluster.Observe($"{named} of the daemon alone", () =>
        {
            crashed.DieBy(signal);
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        });
        stage.RequireReplaced(seen, moved: 2);
        stage.Await("the sentinel to end", () => crashed.SentinelsLeft == 0);
    }
}
