using System.CommandLine;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab up»: a cluster to play with, until Ctrl-C.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var options = new ClusterOptions();
        var command = new Command("up", "Keep a cluster running until Ctrl-C, to play with");
        options.AddTo(command);
        return command.Does((parsed, cancelled) => Run(options.Plan(parsed), cancelled));
    }

    private static int Run(ClusterPlan plan, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(plan, cancelled);
        File.WriteAllLines(
            Path.Combine(cluster.Run.RunDirectory, RecordedRun.StationsFile),
            cluster.Hosts.Select(host => $"{host.Name} {string.Join(' ', Enter(host))}"));
        Console.WriteLine(
            $"Starting {plan.Hosts} hosts with {plan.VirtualInterfaces.Length} addresses …");
        cluster.Start();
        Explain(cluster);
        cancelled.WaitHandle.WaitOne();
        Console.WriteLine("Removing the lab.");
        return 0;
    }

    /// <summary>From outside, a lab of an ordinary user is in a user namespace, too.</summary>
    private static IEnumerable<string> Enter(LabHost host) => Privileges.InUserNamespace
        ? [.. host.EnterCommand, "--user", "--preserve-credentials"]
        : host.EnterCommand;

    private static void Explain(LabCluster cluster)
    {
        var first = cluster.Hosts[0];
        Console.WriteLine($"""

            The cluster is up: {string.Join(", ", cluster.Hosts.Select(host => host.Name))}.
            Its files are in {cluster.Run.RunDirectory}.

            From another terminal:
              wackalab status             who holds what, as each host sees it
              wackalab shell {first.Name}           a shell on that host, wackatrl ready to use
              wackalab down               end it

            On a host, «ip link set eth0 down» cuts it off, and «kill -9» kills its daemon
            (process {first.DaemonProcessId} on {first.Name}). Ctrl-C here ends everything.
            """);
    }
}
