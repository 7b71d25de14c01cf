using System.Collections.Immutable;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Wackamole.Tests.Simulation.Checkers;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// A whole cluster under simulated time, in one thread: what happens next is the earliest
/// occurrence of the queue, so a seed has exactly one history.
/// </summary>
internal sealed class SimulatedCluster
{
    /// <summary>Hosts are bits of a word in Coverage.</summary>
    public const int MostHosts = 64;

    private static readonly TimeSpan StatusTakes = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<IpAddress, int> _places = [];
    private readonly Dictionary<string, int> _hosts = new(StringComparer.Ordinal);
    private readonly int[] _links;
    private readonly Checker[] _checkers;
    private readonly Checker[] _watching;
    private int _requests;

    public SimulatedCluster(ClusterPlan plan, ulong seed, IEnumerable<Checker>? checkers = null,
        Trace? trace = null, NodeFactory? factory = null)
    {
        Plan = plan;
        Trace = trace;
        Factory = factory ?? RealNode.Create;
        var random = new SeededRandom(seed);
        _links = [.. plan.VirtualInterfaces.Select(
            vip => ClusterPlan.LinkOf(vip.Addresses[0].Interface))];
        for (var vip = 0; vip < _links.Length; vip++)
        {
            foreach (var address in plan.VirtualInterfaces[vip].Addresses)
            {
                _places.Add(address.Address, vip);
            }
        }

        Network = new SimulatedNetwork(this, random.Fork());
        Coverage = new Coverage(this);
        Hosts = [.. Enumerable.Range(0, plan.Hosts.Length)
            .Select(place => new SimulatedHost(this, place, random.Fork()))];
        _checkers = [.. checkers ?? Invariants.For(plan)];
        _watching = [.. _checkers.Where(checker => checker.IsWatching)];
        Each(checker => checker.Attach(this));
        foreach (var host in Hosts)
        {
            _hosts.Add(host.Name, host.Index);
            At(host.Plan.StartAtNs, () => host.Start());
        }
    }

    public ClusterPlan Plan { get; }

    public Trace? Trace { get; }

    public NodeFactory Factory { get; }

    public OccurrenceQueue Queue { get; } = new();

    public SimulatedNetwork Network { get; }

    public Coverage Coverage { get; }

    public ImmutableArray<SimulatedHost> Hosts { get; }

    /// <summary>True time, in nanoseconds since the simulation began.</summary>
    public long Now { get; private set; }

    /// <summary>Since when nothing was done to the cluster that may change a view.</summary>
    public long CalmSinceNs { get; private set; }

    /// <summary>When an operator last asked any host for a change.</summary>
    /// <summary>An operator chose a host for something, which stays there.</summary>
    public bool HasPins { get; set; }

    public long OperatedAtNs { get; set; } = -Span.Second * 1_000;

    /// <summary>Occurrences so far.</summary>
    public long Steps { get; private set; }

    public SimulatedHost this[string name] => Hosts[_hosts[name]];

    public void RunFor(TimeSpan duration) => RunUntil(Now + Span.Of(duration));

    public void RunUntil(long endNs)
    {
        while (Queue.NextAtNs <= endNs)
        {
            Step();
        }

        Now = endNs;
    }

    /// <summary>
    /// Runs until something is so, at most for a while; says whether it came to be.
    /// </summary>
    public bool RunUntil(Func<bool> condition, TimeSpan atMost)
    {
        var endNs = Now + Span.Of(atMost);
        while (!condition())
        {
            if (Queue.NextAtNs > endNs)
            {
                Now = endNs;
                return condition();
            }

            Step();
        }

        return true;
    }

    /// <summary>Asks every host for its status; the answers are there afterwards.</summary>
    public void AskStatus()
    {
        foreach (var host in Hosts)
        {
            host.Ask(new ControlRequest(ControlCommand.Status));
        }

        RunFor(StatusTakes);
    }

    /// <summary>Has every checker look whether what was to be reached has been.</summary>
    public void Finish()
    {
        AskStatus();
        Each(checker => checker.Finished());
    }

    public void At(long atNs, Action call) =>
        Queue.Add(Math.Max(atNs, Now), OccurrenceKind.Call, 0, 0, call);

    public void Each(Action<Checker> tell)
    {
        foreach (var checker in _checkers)
        {
            tell(checker);
        }
    }

    public void UsableChanged(SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        foreach (var checker in _checkers)
        {
            checker.UsableChanged(host, vip, usable, cause);
        }
    }

    public void LeaseSet(SimulatedHost host, Instant before, Instant deadline)
    {
        foreach (var checker in _checkers)
        {
            checker.LeaseSet(host, before, deadline);
        }
    }

    /// <summary>Something was done to the cluster: connectivity is not constant here.</summary>
    public void Disturb() => CalmSinceNs = Now;

    public void SetWeather(Weather weather)
    {
        Disturb();
        Network.Weather = weather;
        Write("", $"weather: {weather}");
    }

    /// <summary>Cuts (change 1) or restores (-1) the edges from some hosts to others.</summary>
    /// <param name="link">One link, or all (-1).</param>
    public void Cut(
        ulong from, ulong to, int link, bool clients, bool packetsOnly, int change)
    {
        Disturb();
        foreach (var host in Hosts)
        {
            if (clients && (to >> host.Index & 1) != 0)
            {
                Network.Connectivity.Client(host.Index, change);
            }

            if ((from >> host.Index & 1) != 0)
            {
                CutFrom(host.Index, to, link, packetsOnly, change);
            }
        }
    }

    public int PlaceOf(IpAddress head) => _places[head];

    /// <summary>The link on whose segment a virtual interface lives.</summary>
    public int LinkOf(int vip) => _links[vip];

    public int NextRequest() => ++_requests;

    public void Write(string who, string what) => Trace?.Write(Now, who, what);

    /// <summary>What every daemon says of the cluster, for the post-mortem.</summary>
    public void WriteStates()
    {
        foreach (var host in Hosts)
        {
            Write("", host.Describe());
        }
    }

    /// <summary>Interfaces on which the frames of some other station arrive.</summary>
    public IEnumerable<string> LiveInterfaces(SimulatedHost host)
    {
        for (var link = 0; link < Plan.Links; link++)
        {
            if (HearsSegment(host, link))
            {
                yield return ClusterPlan.InterfaceOf(link);
            }
        }
    }

    public bool HearsSegment(SimulatedHost host, int link)
    {
        if (link == 0 && Network.Connectivity.ClientSeen(host.Index))
        {
            return true;
        }

        foreach (var other in Hosts)
        {
            if (other != host && other.State != HostState.Off
                && Network.Connectivity.Frames(other.Index, host.Index, link))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a question for an address would be answered by another host now.</summary>
    public bool AnotherAnswers(SimulatedHost asks, int vip) => IsHeardFrom(asks, vip,
        other => Network.Connectivity.Frames(asks.Index, other.Index, LinkOf(vip)));

    /// <summary>Another's announcements of it arrive, whether or not it can be asked.</summary>
    public bool AnotherClaims(SimulatedHost hears, int vip) => IsHeardFrom(hears, vip, _ => true);

    private bool IsHeardFrom(SimulatedHost hears, int vip, Predicate<SimulatedHost> counts) =>
        Hosts.Any(other => other != hears && Coverage.IsUsable(vip, other.Index)
            && Network.Connectivity.Frames(other.Index, hears.Index, LinkOf(vip))
            && counts(other));

    private void CutFrom(int from, ulong to, int link, bool packetsOnly, int change)
    {
        for (var each = 0; each < Plan.Links; each++)
        {
            for (var other = 0; other < Hosts.Length; other++)
            {
                if (other == from || (to >> other & 1) == 0 || link >= 0 && link != each)
                {
                    continue;
                }

                if (packetsOnly)
                {
                    Network.Connectivity.Packets(from, other, each, change, Now);
                }
                else
                {
                    Network.Connectivity.Wire(from, other, each, change, Now);
                }
            }
        }
    }

    private void Step()
    {
        var next = Queue.Take();
        Now = next.AtNs;
        Steps++;
        switch (next.Kind)
        {
            case OccurrenceKind.PacketArrives:
                Hosts[next.Host].Receive((Packet)next.Subject!, next.Number);
                break;
            case OccurrenceKind.HostWakes:
                Hosts[next.Host].Wake(next.AtNs);
                break;
            case OccurrenceKind.KernelEnds:
                Hosts[next.Host].Kernel.End(next.Number);
                break;
            case OccurrenceKind.LeaseEnds:
                Hosts[next.Host].LeaseMayHaveEnded(next.AtNs);
                break;
            default:
                ((Action)next.Subject!)();
                break;
        }

        foreach (var checker in _watching)
        {
            checker.AfterStep();
        }
    }
}
