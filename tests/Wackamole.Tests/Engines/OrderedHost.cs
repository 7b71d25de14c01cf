using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Lease;
using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Engines;

/// <summary>
/// A machine with a node on a simulated engine, and what its kernel carries. The kernel enforces
/// the lease: an address answers while it is present and the lease runs, whatever the node does.
/// </summary>
internal sealed class OrderedHost(OrderedCluster cluster, int index)
{
    private static readonly TimeSpan KernelTakes = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan ProbeTakes = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<IpAddress> _present = [];
    private readonly HashSet<string> _sessions = [];
    private readonly Queue<NodeEvent> _inbox = new();
    private VoterRecord? _voters;
    private Node? _node;
    private Instant _lease = Instant.Past;
    private Instant _wakeAt = Instant.Never;
    private ulong _incarnation = (ulong)(index + 1) * 1_000;
    private int _run;
    private bool _isStopped;

    public int Index => index;

    public string Name => $"h{index}";

    public Node? Node => _node;

    public bool IsStopped => _isStopped;

    public List<string> Log { get; } = [];

    public bool Answers(IpAddress address) =>
        _present.Contains(address) && cluster.Time.Now < _lease;

    /// <summary>A new run: what an older one left is removed before it says anything.</summary>
    public void Start()
    {
        _present.Clear();
        _sessions.Clear();
        _inbox.Clear();
        _lease = Instant.Past;
        _isStopped = false;
        _run++;
        _incarnation += 10;
        var start = new NodeStart((ulong)index + 1, _incarnation, (UInt128)(index + 7),
            FenceKind.Kernel, [new NetworkInterface("eth0", 2, 0x020000000001, true)])
        {
            Voters = _voters,
        };
        _node = new Node(cluster.SettingsOf(this), start, cluster.Time.Now);
        Wake();
    }

    /// <summary>The process is killed; its addresses and its lease stay.</summary>
    public void Crash()
    {
        _node = null;
        _run++;
        _sessions.Clear();
        cluster.Order.Leave(index);
    }

    /// <summary>The process is stopped: nothing of it runs, its session stays open.</summary>
    public void Stop() => _isStopped = true;

    public void Continue()
    {
        _isStopped = false;
        Wake();
    }

    /// <summary>Whether the present process opened that session.</summary>
    public bool Owns(SimulatedSession session) => _sessions.Contains(session.Name);

    public void Ask(NodeEvent asked) => Post(asked);

    public void Post(NodeEvent happened)
    {
        _inbox.Enqueue(happened);
        Wake();
    }

    private void Wake()
    {
        var run = _run;
        cluster.Time.At(cluster.Time.Now, () => RunRound(run));
    }

    private void RunRound(int run)
    {
        if (_node is null || _isStopped || run != _run)
        {
            return;
        }

        while (_inbox.TryDequeue(out var happened))
        {
            Hand(Input.Of(happened));
        }

        Hand(Input.Tick);
        if (_node is not null && _node.NextDeadline != Instant.Never)
        {
            // A deadline that stays in the past would be a loop that never sleeps.
            var at = Instant.Max(_node.NextDeadline,
                cluster.Time.Now + TimeSpan.FromMicroseconds(10));
            if (at != _wakeAt || at <= cluster.Time.Now)
            {
                _wakeAt = at;
                cluster.Time.At(at, () => RunRound(run));
            }
        }
    }

    private void Hand(Input input)
    {
        if (_node is not { } node)
        {
            return;
        }

        node.Handle(input, cluster.Time.Now);
        foreach (ref readonly var effect in node.Effects.Items)
        {
            switch (effect.Kind)
            {
                case EffectKind.SetLease:
                    _lease = effect.Deadline;
                    break;
                case EffectKind.Multicast or EffectKind.MulticastSafe:
                    cluster.Order.Multicast(index, node.Effects.Payload(effect).ToArray());
                    break;
                case EffectKind.Act:
                    Do(effect.Action!);
                    break;
                default:
                    throw new InvalidOperationException("an engine needs no packets");
            }
        }
    }

    private void Do(NodeAction action)
    {
        switch (action)
        {
            case NodeAction.AddAddresses add:
                Later(KernelTakes, () => Add(add.VirtualInterfaces));
                break;
            case NodeAction.RemoveAddresses remove:
                Later(KernelTakes, () => Remove(remove.VirtualInterfaces));
                break;
            case NodeAction.ProbeSegment probe:
                Later(ProbeTakes, () => Post(new NodeEvent.SegmentProbed(probe.Token, ["eth0"],
                    cluster.AnsweredByOthers(this, probe.VirtualInterfaces))));
                break;
            case NodeAction.StoreVoters store:
                Later(KernelTakes, () =>
                {
                    _voters = store.Record;
                    Post(new NodeEvent.VotersStored(store.Record, null));
                });
                break;
            case NodeAction.ConnectEngine connect:
                var name = $"#w{connect.Incarnation}#n{index}";
                _sessions.Add(name);
                cluster.Order.Connect(index, connect.Session, name);
                break;
            case NodeAction.LeaveEngine:
                cluster.Order.Leave(index);
                break;
            case NodeAction.Log { Report: var report }:
                Log.Add($"{cluster.Time.Now.Nanoseconds / 1e9:0.0000} {report.Kind} {report.Text}");
                cluster.Note(this, report);
                break;
            case NodeAction.Finish:
                Crash();
                break;
        }
    }

    private void Later(TimeSpan delay, Action action)
    {
        var run = _run;
        cluster.Time.After(delay, () =>
        {
            // What the kernel was asked for it does, also for a stopped process.
            if (run == _run)
            {
                action();
            }
        });
    }

    private void Add(ImmutableArray<VirtualInterface> virtualInterfaces)
    {
        foreach (var one in virtualInterfaces)
        {
            var valid = cluster.Time.Now < _lease;
            if (valid)
            {
                _present.Add(one.Head);
            }

            Post(new NodeEvent.AddressesAdded(one.Head, valid ? null : "the lease is over"));
        }
    }

    private void Remove(ImmutableArray<VirtualInterface> virtualInterfaces)
    {
        foreach (var one in virtualInterfaces)
        {
            _present.Remove(one.Head);
            Post(new NodeEvent.AddressesRemoved(one.Head, null));
        }
    }
}
