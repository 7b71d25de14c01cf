using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.EndToEnd;

/// <summary>
/// What befalls the engine's own daemon on one host, which holds addresses or holds none.
/// </summary>
/// <param name="holds">Whether the host holds addresses: else it is drained before.</param>
internal abstract class EngineDaemonFails(bool holds) : EndToEndCase
{
    public override string Name => $"{What} of a host that holds "
        + (holds ? "addresses: the others take them, and nothing is doubled"
            : "nothing: nobody notices");

    /// <summary>What happens, up to «of a host».</summary>
    protected abstract string What { get; }

    public override string? NotOn(LabEngine engine) => engine.Program is not null ? null
        : "this engine is inside the daemon";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        stage.RequireFence();
        cluster.WaitUntilEven();
        var host = cluster.Hosts[1];
        if (!holds)
        {
            Stage.Require(host.Wackatrl("drain").Status == 0, "wackatrl drain failed");
            cluster.WaitUntil(other => other == host ? 0 : null);
        }

        var seen = cluster.Observe(What, () =>
        {
            Fail(stage, host.Engine!,
                () => cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[2]));
            cluster.WaitUntilSettled();
        });
        Judge(stage, seen);
    }

    /// <summary>It fails, the others go on without the host, it is mended.</summary>
    protected abstract void Fail(Stage stage, EngineDaemon daemon, Action othersGoOn);

    // Addresses that went and came back by the end of it have not moved: they may be silent for
    // no longer than those that have.
    private void Judge(Stage stage, Interruption seen)
    {
        if (holds)
        {
            stage.RequireGapsWithin(seen, EngineTime.TakeOver);
            Stage.RequireNoDuplicates(seen);
        }
        else
        {
            Stage.RequireUnnoticed(seen);
        }
    }
}
