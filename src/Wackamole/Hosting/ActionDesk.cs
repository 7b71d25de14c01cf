using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Addresses;
using Wackamole.Announcing;
using Wackamole.ControlSocket;
using Wackamole.Core;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Wackamole.Engines;
using Wackamole.Fencing;
using Wackamole.Hooks;

namespace Wackamole.Hosting;

/// <summary>
/// Hands what the node asks for to whoever does it. From the loop: nothing waits.
/// </summary>
internal sealed class ActionDesk(
    AddressWorker addresses, Announcer announcer, SegmentProber prober, HookRunner hooks,
    ServiceReporter service, IFence fence, Mailbox<NodeEvent> loop, string node,
    string group, VoterFile voters, ILogger log)
{
    /// <summary>Where operators' answers go; null where there is no control socket.</summary>
    public ControlServer? Control { get; set; }

    /// <summary>The engine outside this process; null for the embedded one.</summary>
    public IEngine? Engine { get; set; }

    public void Take(NodeAction action)
    {
        switch (action)
        {
            case NodeAction.AddAddresses add:
                OrderAdditions(add);
                break;
            case NodeAction.RemoveAddresses remove:
                OrderRemovals(remove);
                break;
            case NodeAction.Announce announce:
                announcer.Announce(announce.VirtualInterfaces);
                break;
            case NodeAction.SendNotifications notifications:
                announcer.Notify(notifications.Frames);
                break;
            case NodeAction.ProbeSegment or NodeAction.ReadArpTable:
                prober.Take(action);
                break;
            case NodeAction.StoreVoters store:
                voters.Store(store.Record);
                break;
            case NodeAction.ConnectEngine connect:
                Engine?.Connect(connect.Session, connect.Incarnation);
                break;
            case NodeAction.LeaveEngine leave:
                Engine?.Leave(leave.Session);
                break;
            case NodeAction.RunHook hook:
                hooks.Run(new HookRequest(
                    hook.Event, hook.VirtualInterface, hook.Reason, node, group));
                break;
            case NodeAction.Reply reply:
                Control?.Answer(reply.Request, WithFence(reply.Answer));
                break;
            case NodeAction.Log entry:
                Report(entry.Report);
                break;
            default:
                Invariant.Require(false, "every action of a node is known to its host");
                break;
        }
    }

    // What the kernel has dropped the node cannot know.
    private ControlReply WithFence(ControlReply answer) => answer.Status is not { } status ? answer
        : answer with
        {
            Status = status with { Counters = status.Counters.SetItems(fence.Counters()) },
        };

    private void OrderAdditions(NodeAction.AddAddresses add)
    {
        if (!addresses.TryOrder(add))
        {
            LoopLog.TooManyOrders(log, add.VirtualInterfaces.Length);
            foreach (var one in add.VirtualInterfaces)
            {
                loop.TryPost(new NodeEvent.AddressesAdded(one.Head, "too many changes wait"));
            }
        }
    }

    private void OrderRemovals(NodeAction.RemoveAddresses remove)
    {
        if (!addresses.TryOrder(remove))
        {
            LoopLog.TooManyOrders(log, remove.VirtualInterfaces.Length);
            foreach (var one in remove.VirtualInterfaces)
            {
                loop.TryPost(new NodeEvent.AddressesRemoved(one.Head, "too many changes wait"));
            }
        }
    }

    private void Report(NodeReport report)
    {
        switch (report.Kind)
        {
            case ReportKind.ViewInstalled:
                service.Joined(report.Text);
                break;
            case ReportKind.GroupLost:
                service.Waits(report.Text);
                break;
        }

        var level = LevelOf(report.Level);
        LoopLog.Report(log, level, report.Text);
    }

    private static LogLevel LevelOf(ReportLevel level) => level switch
    {
        ReportLevel.Debug => LogLevel.Debug,
        ReportLevel.Information => LogLevel.Information,
        ReportLevel.Warning => LogLevel.Warning,
        _ => LogLevel.Error,
    };
}
