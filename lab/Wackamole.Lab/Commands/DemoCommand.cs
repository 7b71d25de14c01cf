using System.CommandLine;
using Spectre.Console;
using Wackamole.Lab.Demo;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab demo»: a cluster before your eyes, and what happens to it.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan PaceOfPeople = TimeSpan.FromSeconds(2.5);

    public static Command Create()
    {
        var options = new ClusterOptions();
        var plain = new Option<bool>("--plain")
        {
            Description = "Lines of text instead of a live board (always so without a terminal)",
        };
        var command = new Command("demo", "Show a cluster that loses hosts, and what it costs")
        {
            plain,
        };
        options.AddTo(command);
        return command.Does((parsed, cancelled) => Run(
            options.Plan(parsed), parsed.GetValue(plain), cancelled));
    }

    private static int Run(ClusterPlan plan, bool plain, CancellationToken cancelled)
    {
        List<Interruption> seen;
        using (var cluster = new LabCluster(plan, cancelled))
        {
            seen = plain || !Terminal.IsInteractive ? InLines(cluster) : OnBoard(cluster);
        }

        Terminal.Output.WriteLine();
        Terminal.Output.Write(InterruptionText.Table(seen));
        var stall = InterruptionText.Ms(seen.Max(it => it.StallMs));
        Console.WriteLine($"The observer itself was not run for up to {stall} at a time. "
            + "Everything that the demo made is removed again.");
        return 0;
    }

    private static List<Interruption> InLines(LabCluster cluster)
    {
        Console.WriteLine($"{cluster.Hosts.Count} hosts in network namespaces of this machine, "
            + $"{cluster.Addresses.Count} addresses, a client that asks each of them every "
            + "millisecond.");
        var play = new DemoPlay(cluster, new PlainView(cluster, Console.Out), TimeSpan.Zero);
        play.Run();
        return play.Seen;
    }

    private static List<Interruption> OnBoard(LabCluster cluster)
    {
        var view = new LiveView(cluster, Terminal.Output);
        var play = new DemoPlay(cluster, view, PaceOfPeople);
        _ = cluster.Observer;
        var playing = Task.Run(play.Run);
        try
        {
            view.ShowWhile(playing);
        }
        catch (AggregateException fault) when (fault.InnerException is { } cause)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
        }

        return play.Seen;
    }
}
