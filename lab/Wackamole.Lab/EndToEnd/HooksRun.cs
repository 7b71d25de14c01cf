using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class HooksRun : EndToEndCase
{
    public override string Name => "hooks run when addresses come and go";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan { Hosts = 2 });
        var host = cluster.Hosts[0];
        var traceFile = Path.Combine(host.Files.Root, "hooks");
        var script = Path.Combine(host.Files.Root, "hook.sh");
        File.WriteAllText(script, $"#!/bin/sh\n{{ echo \"$@\"; env; cat; }} >>{traceFile}.$1\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        host.Plan = host.Plan with
        {
            Extra = $"""
                Run "{script} on-up" On Up
                Run "{script} on-down" On Down
                Run "{script} post-up" Post Up
                Run "{script} post-down" Post Down
                """,
        };
        cluster.Start();
        var held = cluster.Plan.VirtualInterfaces.Where(it => stage.HolderOf(it) == host).ToList();
        Stage.Require(held.Count > 0, "the host holds nothing");
        stage.Await("On Up for each address", () => held.TrueForAll(
            it => Trace(traceFile, "on-up").Contains(it.ToString(), StringComparison.Ordinal)));
        stage.Await("Post Up", () => Trace(traceFile, "post-up").Length > 0);
        host.Terminate();
        stage.Await("On Down for each address", () => held.TrueForAll(
            it => Trace(traceFile, "on-down").Contains(it.ToString(), StringComparison.Ordinal)));
        stage.Await("Post Down", () => Trace(traceFile, "post-down").Length > 0);
    }

    private static string Trace(string file, string kind) =>
        File.Exists($"{file}.{kind}") ? File.ReadAllText($"{file}.{kind}") : string.Empty;
}
