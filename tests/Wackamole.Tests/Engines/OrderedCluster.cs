using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Wackamole.Tests.Simulation;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>
/// Whole nodes on a simulated engine under simulated time, with what PROTOCOL.md promises checked
/// after everything that happens: agreement (I1), one order (I2), exclusivity (I6).
/// </summary>
internal sealed class OrderedCluster
{
    private const int VirtualInterfaces = 6;

    public static readonly Timing Timing = Timing.From(
        TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(50), null);

    // The giver's kernel, the order and the taker's kernel: a few milliseconds.
    private static readonly TimeSpan MoveTakes = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<ViewId, View> _views = [];
    private readonly Dictionary<(ViewId, ulong), string> _delivered = [];
    private readonly ImmutableArray<IpAddress> _heads = [.. Enumerable.Range(0, VirtualInterfaces)
        .Select(number => IpAddress.V4(0x0a000065 + (uint)number))];

    private readonly bool _isAgreed;

    /// <param name="isAgreed">
    /// The engine has no safe order and says nothing before a change, as Corosync.
    /// </param>
    /// <param name="engineCounts">The engine counts the votes itself.</param>
    public OrderedCluster(
        ulong seed, int hosts, bool isAgreed = false, bool engineCounts = false)
    {
        (_isAgreed, EngineCounts) = (isAgreed, engineCounts);
        Random = new SeededRandom(seed);
        Order = new SimulatedOrder(Time, Random.Fork(), hosts)
        {
            Hand = HandOver,
            SaysTransitional = !isAgreed,
            CountsVotes = engineCounts,
        };
        Hosts = [.. Enumerable.Range(0, hosts).Select(index => new OrderedHost(this, index))];
        Time.AfterEach = CheckExclusive;
    }

    public SimulatedTime Time { get; } = new();

    public SeededRandom Random { get; }

    public SimulatedOrder Order { get; }

    public ImmutableArray<OrderedHost> Hosts { get; }

    /// <summary>While the cluster is divided each part may answer for every address.</summary>
    public bool IsDivided { get; set; }

    /// <summary>Only a part with more than half of the votes holds anything.</summary>
    public bool Majority { get; init; }

    public bool EngineCounts { get; }

    public int Views => _views.Count;

    public int Delivered => _delivered.Count;

    public void StartAll()
    {
        for (var index = 0; index < Hosts.Length; index++)
        {
            Order.StartDaemon(index);
            Hosts[index].Start();
        }
    }

    public NodeSettings SettingsOf(OrderedHost host) => new()
    {
        Name = host.Name,
        Group = "test",
        Timing = Timing,
        Mature = TimeSpan.FromSeconds(1),
        BalanceInterval = TimeSpan.FromSeconds(1),
        AcquisitionsPerRound = null,
        VirtualInterfaces = [.. _heads.Select(head => new VirtualInterface(
            [new InterfaceAddress("eth0", head, 24, 24)]))],
        OrderedGroup = new OrderedGroupSettings(
            "simulated", TimeSpan.FromMilliseconds(300), 4096, TimeSpan.Zero)
        {
            ConfirmsAlives = _isAgreed,
            CountsVotes = EngineCounts,
        },
        Majority = Majority,
        Voters = Majority ? [.. Hosts.Select(one => one.Name)] : [],
        Trace = true,
    };

    public ImmutableArray<IpAddress> AnsweredByOthers(
        OrderedHost host, ImmutableArray<VirtualInterface> asked) =>
        [.. asked.Select(one => one.Head)
            .Where(head => Hosts.Any(other => other != host && other.Answers(head)))];

    /// <summary>Agreement and order, from what every node reports.</summary>
    public void Note(OrderedHost host, NodeReport report)
    {
        if (report.Kind == ReportKind.ViewInstalled)
        {
            var view = report.View!;
            Assert.True(view.Contains(host.Node!.Self), $"{host.Name} is not in its own {view}");
            if (_views.TryGetValue(view.Id, out var known))
            {
                Assert.Equal(known.Members.AsEnumerable(), view.Members);
            }

            _views[view.Id] = view;
        }
        else if (report.Kind == ReportKind.Delivered)
        {
            var place = (report.View!.Id, report.Sequence);
            var text = $"{report.Sender} {Convert.ToHexString(report.Payload.Span)}";
            if (_delivered.TryGetValue(place, out var known) && known != text)
            {
                Assert.Fail($"{host.Name} delivers something else at {place}{Story()}");
            }

            _delivered[place] = text;
        }
    }

    /// <summary>
    /// After the last fault: every address is answered by exactly one host, in one view of all.
    /// </summary>
    public void RequireCovered(IEnumerable<OrderedHost> running)
    {
        var hosts = running.ToList();
        var views = hosts.Select(host => host.Node!.View).DistinctBy(view => view.Id).ToList();
        if (views.Count != 1 || views[0].Members.Length != hosts.Count)
        {
            Assert.Fail($"no single view: {string.Join(" | ", views)}{Story()}");
        }

        foreach (var head in _heads)
        {
            var holders = Hosts.Where(host => host.Answers(head)).ToList();
            if (holders.Count != 1 || !hosts.Contains(holders[0]))
            {
                Assert.Fail($"{head} has {holders.Count} holders{Story()}");
            }
        }
    }

    /// <summary>
    /// I7: from now on, whatever becomes of others, nothing that these hosts hold is without an
    /// answer for longer than a move of it takes; what moves to others is theirs.
    /// </summary>
    public void RequireUsable(params ImmutableArray<OrderedHost> healthy)
    {
        var answered = _heads.Where(head => healthy.Any(host => host.Answers(head)))
            .ToDictionary(head => head, _ => Time.Now);
        var check = Time.AfterEach;
        Time.AfterEach = () =>
        {
            check();
            foreach (var (head, last) in answered)
            {
                if (healthy.Any(host => host.Answers(head)))
                {
                    answered[head] = Time.Now;
                }
                else if (Hosts.Any(host => host.Answers(head)))
                {
                    answered.Remove(head);
                }
                else if (Time.Now - last > MoveTakes)
                {
                    Assert.Fail($"nobody answers for {head} since {last}{Story()}");
                }
            }
        };
    }

    public int HeldBy(OrderedHost host) => _heads.Count(host.Answers);

    public string Story() => string.Concat(Hosts.Select(host =>
        $"\n{host.Name}: {host.Node?.View} {host.Node?.Phase}, stopped {host.IsStopped}\n  "
        + string.Join("\n  ", host.Log.Where(line =>
            !line.Contains("Delivered", StringComparison.Ordinal)).TakeLast(25))));

    // A session ends with its process: the next one hears nothing of it.
    private void HandOver(SimulatedSession session, EngineEvent happened)
    {
        if (Hosts[session.Host].Owns(session))
        {
            Hosts[session.Host].Post(new NodeEvent.EngineReported(happened));
        }
    }

    private void CheckExclusive()
    {
        foreach (var head in _heads)
        {
            var holders = 0;
            foreach (var host in Hosts)
            {
                holders += host.Answers(head) ? 1 : 0;
            }

            if (holders > 1 && !IsDivided)
            {
                Assert.Fail($"{head} is answered by {holders} hosts at {Time.Now}{Story()}");
            }
        }
    }
}
