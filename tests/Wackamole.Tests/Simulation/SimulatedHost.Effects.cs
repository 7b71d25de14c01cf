using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Announcements;
using Wackamole.Core.Control;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>What the daemon asks of its machine, done in the order given.</summary>
internal sealed partial class SimulatedHost
{
    private const long ArpTableTakesNs = Span.Millisecond;

    private readonly Dictionary<int, ControlRequest> _asked = [];

    /// <summary>The newest answer to a Status request.</summary>
    public ClusterStatus? Status { get; private set; }

    /// <summary>The newest answer of any kind.</summary>
    public ControlReply? LastReply { get; private set; }

    /// <summary>
    /// One occurrence a lease is enough: it looks again where the word has moved on.
    /// </summary>
    public void LeaseMayHaveEnded(long atNs)
    {
        if (atNs != _leaseWatchedAtNs)
        {
            return;
        }

        _leaseWatchedAtNs = long.MaxValue;
        if (!_leaseOpen || LeaseValid)
        {
            WatchLease();
            return;
        }

        _leaseOpen = false;
        Write("lease ended");
        Cluster.Coverage.Refresh(this, UsableCause.LeaseEnded);
    }

    /// <summary>
    /// What the daemon would tell an operator this instant; for the post-mortem of a run that is
    /// over, for it does not wait its turn.
    /// </summary>
    public string Describe()
    {
        if (_node is null)
        {
            return $"{Name}: {State}";
        }

        _node.Handle(Input.Of(new NodeEvent.Operator(
            0, new ControlRequest(ControlCommand.Status))), Clock.At(Cluster.Now));
        foreach (ref readonly var effect in _node.Effects.Items)
        {
            if (effect.Action is NodeAction.Reply { Answer.Status: { } status })
            {
                return $"{Name}: {State}; {Describe(status)}";
            }
        }

        return $"{Name}: {State}, and answers nothing";
    }

    private static string Describe(ClusterStatus status) =>
        $"says {status.State}, view {status.View}, mature {status.Mature}, lease " +
        $"{status.LeaseValid}; " + string.Join("; ", status.Members.Select(member =>
            $"{member.Name} {member.State} [{string.Join(' ', member.Flags)}] " +
            $"has {member.Held}")) +
        string.Concat(status.VirtualInterfaces.Select(vip =>
            $"\n       {vip.Name} {vip.State} {vip.Holder} {vip.Reason}"));

    private void Execute(EffectList effects)
    {
        var run = Run;
        foreach (ref readonly var effect in effects.Items)
        {
            switch (effect.Kind)
            {
                case EffectKind.Send:
                    Cluster.Network.Send(Index, _handled, effect, effects.Payload(effect));
                    break;
                case EffectKind.SetLease:
                    SetLease(effect.Deadline);
                    break;
                default:
                    Do(effect.Action!);
                    break;
            }

            if (run != Run)
            {
                return;
            }
        }
    }

    private void SetLease(Instant deadline)
    {
        var before = Lease;
        Lease = deadline;
        Cluster.LeaseSet(this, before, deadline);
        WatchLease();
        if (_leaseOpen == LeaseValid)
        {
            return;
        }

        _leaseOpen = !_leaseOpen;
        Write(_leaseOpen ? "lease opened" : "lease withdrawn");
        Cluster.Coverage.Refresh(
            this, _leaseOpen ? UsableCause.LeaseOpened : UsableCause.LeaseWithdrawn);
    }

    private void WatchLease()
    {
        var endsNs = LeaseValid ? Clock.TrueAt(Lease) : long.MaxValue;
        if (endsNs < _leaseWatchedAtNs)
        {
            _leaseWatchedAtNs = endsNs;
            Cluster.Queue.Add(endsNs, OccurrenceKind.LeaseEnds, Index, 0, null);
        }
    }

    private void Do(NodeAction action)
    {
        switch (action)
        {
            case NodeAction.Log log:
                Report(log.Report);
                break;
            case NodeAction.AddAddresses add:
                foreach (var wanted in add.VirtualInterfaces)
                {
                    var vip = Cluster.PlaceOf(wanted.Head);
                    Cluster.Each(checker => checker.Adding(this, vip));
                    Kernel.Add(vip);
                }

                break;
            case NodeAction.RemoveAddresses remove:
                foreach (var unwanted in remove.VirtualInterfaces)
                {
                    Kernel.Remove(Cluster.PlaceOf(unwanted.Head));
                }

                break;
            case NodeAction.Announce announce:
                foreach (var held in announce.VirtualInterfaces)
                {
                    Announce(Cluster.PlaceOf(held.Head));
                }

                break;
            case NodeAction.SendNotifications notify:
                foreach (var frame in notify.Frames)
                {
                    var vip = Cluster.PlaceOf(frame.Address.Address);
                    Cluster.Each(checker => checker.Announced(this, vip));
                }

                break;
            case NodeAction.ProbeSegment probe:
                Probe(probe);
                break;
            case NodeAction.StoreVoters store:
                StoreVoters(store.Record);
                break;
            case NodeAction.ReadArpTable:
                PostLater(ArpTableTakesNs, new NodeEvent.ArpTableRead(
                    [new ArpEntry(IpAddress.V4(0x0a09_c801), 0x0202_0000_0001)]));
                break;
            case NodeAction.RunHook hook:
                Cluster.Each(checker => checker.HookRan(this, hook.Event, hook.VirtualInterface));
                break;
            case NodeAction.Reply reply:
                Replied(reply);
                break;
            case NodeAction.Finish:
                Finish();
                break;
        }
    }

    private void Report(NodeReport report)
    {
        if (report.Kind != ReportKind.Delivered)
        {
            Write($"{report.Kind}: {report.Text}");
        }

        switch (report.Kind)
        {
            case ReportKind.ViewInstalled:
                View = report.View;
                Cluster.Each(checker => checker.ViewInstalled(this, report.View!));
                break;
            case ReportKind.GroupLost:
                View = null;
                Cluster.Each(checker => checker.GroupLost(this));
                break;
            case ReportKind.Delivered:
                Cluster.Each(checker => checker.Delivered(this, report));
                break;
            case ReportKind.Dropped:
                Cluster.Each(checker => checker.Dropped(this, report));
                break;
        }
    }

    /// <summary>
    /// Gratuitous ARP is broadcast: whoever has the address too and is reached sees a foreign
    /// claim. The fence stops the frames of a dead lease.
    /// </summary>
    private void Announce(int vip)
    {
        Cluster.Each(checker => checker.Announced(this, vip));
        if (!CanAnswer(vip))
        {
            return;
        }

        foreach (var other in Cluster.Hosts)
        {
            var link = Cluster.LinkOf(vip);
            if (other != this && other.Kernel.IsPresent(vip)
                && Cluster.Network.Connectivity.Frames(Index, other.Index, link))
            {
                other.PostLater(Cluster.Network.Delay(), new NodeEvent.ForeignClaim(Head(vip),
                    Head(vip), ClusterPlan.InterfaceOf(link), HardwareAddress(Index, link)));
            }
        }
    }

    private void Probe(NodeAction.ProbeSegment probe)
    {
        var run = Run;
        var answered = new HashSet<IpAddress>();
        var alive = new HashSet<string>(StringComparer.Ordinal);
        Sample();
        Cluster.At(Cluster.Now + Span.Of(probe.AskAgainAfter), Sample);
        Cluster.At(Cluster.Now + Span.Of(probe.ListenFor), () =>
        {
            Sample();
            if (run == Run)
            {
                Write($"probe {probe.Token}: alive [{string.Join(", ", alive)}], answered " +
                    $"[{string.Join(", ", answered)}]");
                Post(new NodeEvent.SegmentProbed(probe.Token, [.. alive.Order()],
                    [.. answered.Order()]));
            }
        });

        void Sample()
        {
            alive.UnionWith(Cluster.LiveInterfaces(this));
            answered.UnionWith(probe.VirtualInterfaces
                .Where(asked => Cluster.AnotherAnswers(this, Cluster.PlaceOf(asked.Head)))
                .Select(asked => asked.Head));
        }
    }

    private void Replied(NodeAction.Reply reply)
    {
        if (!_asked.Remove(reply.Request, out var request))
        {
            throw new InvariantBrokenException(
                "Control", $"{Name} answered request {reply.Request}, which nobody made");
        }

        LastReply = reply.Answer;
        if (request.Command == ControlCommand.Status)
        {
            Status = reply.Answer.Status;
        }
        else
        {
            Write($"operator {request.Command}: {reply.Answer.Error ?? reply.Answer.Done}");
        }
    }

    private void Finish()
    {
        for (var vip = 0; vip < Cluster.Plan.VirtualInterfaces.Length; vip++)
        {
            if (Kernel.IsPresent(vip))
            {
                throw new InvariantBrokenException(
                    "I11 Real", $"{Name} finished with {Head(vip)} still on its interface");
            }
        }

        Write("finished");
        EndRun(HostState.WithoutDaemon);
    }
}
