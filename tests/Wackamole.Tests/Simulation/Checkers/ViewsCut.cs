using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I3: a message is delivered in the view that it was sent in, by members that are in that view at
/// that moment, or nowhere; what a sender is told to be dropped, it does not also deliver.
/// </summary>
internal sealed class ViewsCut : Checker
{
    private readonly HashSet<(MemberId, ViewId, ulong, bool)> _ended = [];

    public override string Name => "I3 ViewsCut";

    public override void Delivered(SimulatedHost host, NodeReport report)
    {
        var view = report.View!;
        if (host.View is not { } installed || installed.Id != view.Id)
        {
            Broken($"{host.Name} delivered a message of view {view.Id} while it is in " +
                $"{host.View?.ToString() ?? "none"}");
            return;
        }

        if (!installed.Contains(report.Sender))
        {
            Broken($"{host.Name} delivered a message of {report.Sender} in {installed}");
        }

        if (string.Equals(report.Sender.Name, host.Name, StringComparison.Ordinal))
        {
            EndOnce(host, report.Sender, report, "delivered");
        }
    }

    public override void Dropped(SimulatedHost host, NodeReport report)
    {
        if (report.View is not null)
        {
            EndOnce(host, report.Sender, report, "dropped");
        }
    }

    private void EndOnce(SimulatedHost host, MemberId self, NodeReport report, string how)
    {
        if (report.SenderSequence != 0
            && !_ended.Add((self, report.View!.Id, report.SenderSequence, report.IsBulk)))
        {
            Broken($"{host.Name}'s own message {report.SenderSequence} of view " +
                $"{report.View.Id} was {how}, and had been delivered or dropped before");
        }
    }
}
