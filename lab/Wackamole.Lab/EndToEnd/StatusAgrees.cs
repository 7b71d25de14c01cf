using System.Text.Json;
using Wackamole.Core.Control;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class StatusAgrees : EndToEndCase
{
    public override string Name => "status --json says the same on every host";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var told = cluster.Hosts.Select(Ask).ToList();
        var expected = Summary(told[0]);
        foreach (var status in told)
        {
            var summary = Summary(status);
            Stage.Require(string.Equals(summary, expected, StringComparison.Ordinal),
                $"{status.Node} says {summary}, {told[0].Node} says {expected}");
        }

        foreach (var virtualInterface in cluster.Plan.VirtualInterfaces)
        {
            var holder = LabCluster.HolderOf(told[0], virtualInterface.ToString());
            Stage.Require(stage.HolderOf(virtualInterface).Name == holder,
                $"{virtualInterface} is said to be with {holder}, and is not");
        }

        var readable = cluster.Hosts[0].Wackatrl("status");
        Stage.Require(readable.Status == 0 && cluster.Addresses.All(
            address => readable.Output.Contains(address, StringComparison.Ordinal)),
            $"wackatrl status does not show every address: {readable.Text}");
    }

    private static ClusterStatus Ask(LabHost host)
    {
        var answer = host.Wackatrl("status", "--json");
        Stage.Require(answer.Status == 0, $"wackatrl status --json failed: {answer.Text}");
        return JsonSerializer.Deserialize(answer.Output, ControlJson.Default.ClusterStatus)
            ?? throw new LabException("wackatrl status --json printed nothing");
    }

    private static string Summary(ClusterStatus status) => string.Join("; ",
    [
        status.View,
        .. status.Members.Select(member => $"{member.Name}/{member.Incarnation}: {member.Held}")
            .Order(StringComparer.Ordinal),
        .. status.VirtualInterfaces.Select(it => $"{it.Name} {it.State} {it.Holder}"),
    ]);
}
