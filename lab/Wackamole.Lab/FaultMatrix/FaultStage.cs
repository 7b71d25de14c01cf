using Wackamole.Core.Values;
using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>Where a case plays: its cluster, and whom its faults befall.</summary>
internal sealed class FaultStage
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Asking every daemon and kernel is work, and must not be what is measured.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(40);

    private readonly HashSet<IpAddress> _heads;
    private readonly IReadOnlyList<LabHost> _order;
    private readonly Dictionary<string, Stranger> _strangers;

    /// <param name="random">Decides whom the faults befall.</param>
    /// <param name="spared">A host that they never befall; null for none.</param>
    public FaultStage(LabCluster cluster, Random random, LabHost? spared = null)
        : this(cluster, random, spared, new Dictionary<string, Stranger>(StringComparer.Ordinal))
    {
    }

    private FaultStage(LabCluster cluster, Random random, LabHost? spared,
        Dictionary<string, Stranger> strangers)
    {
        Cluster = cluster;
        Random = random;
        _strangers = strangers;
        _heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head).ToHashSet();
        var order = cluster.Hosts.Where(host => host != spared).ToArray();
        random.Shuffle(order);
        _order = order;
    }

    public LabCluster Cluster { get; }

    public Random Random { get; }

    public IReadOnlyList<LabHost> Hosts => Cluster.Hosts;

    /// <summary>All whose daemons may end: a soak spares one from begin to end.</summary>
    public IReadOnlyList<LabHost> Mortals => [.. Hosts.Where(_order.Contains)];

    /// <summary>The host that a fault of one host befalls.</summary>
    public LabHost Victim => _order[0];

    /// <summary>A machine outside of the cluster; one for all cases of a lab.</summary>
    public Stranger Stranger
    {
        get
        {
            if (!_strangers.TryGetValue(nameof(Stranger), out var stranger))
            {
                stranger = new Stranger(Cluster.Run, Cluster.Network);
                _strangers[nameof(Stranger)] = stranger;
            }

            return stranger;
        }
    }

    /// <summary>The next case on the same cluster.</summary>
    public FaultStage Next(LabHost? spared) => new(Cluster, Random, spared, _strangers);

    /// <summary>So many hosts that faults befall together.</summary>
    public IReadOnlyList<LabHost> Victims(int count) => [.. _order.Take(count)];

    public IReadOnlyList<LabHost> Except(params IReadOnlyCollection<LabHost> hosts) =>
        [.. Hosts.Where(host => !hosts.Contains(host))];

    public void Await(string what, Func<bool> condition) =>
        Wait.Until(what, Bound, condition, Cluster.Cancelled, Poll);

    /// <summary>
    /// Waits until the client has an answer of every address, sent from now on. With a bound so
    /// wide that what takes too long is measured and judged, not given up.
    /// </summary>
    public void AwaitAnswers()
    {
        var since = LabClock.Now;
        Await("an answer of every address",
            () => Cluster.Observer.AnsweredSince(since) == Cluster.Observer.Addresses.Count);
    }

    /// <summary>Lets a fault last: the one thing here that only time can bring about.</summary>
    public void Last(TimeSpan time) =>
        Wait.Holds(time, () => false, Cluster.Cancelled, time);

    /// <summary>The one host whose kernel has an address.</summary>
    public LabHost HolderOf(VirtualInterface virtualInterface) =>
        Cluster.HostsWith(virtualInterface.Head) is [var name] ? Cluster.Host(name)
            : throw new LabException($"{virtualInterface} is not on exactly one host");

    public bool HoldsNothing(LabHost host) => !host.Addresses().Overlaps(_heads);

    /// <summary>
    /// Waits until each side is one settled cluster that shares everything evenly.
    /// </summary>
    public void AwaitSteady(IReadOnlyList<IReadOnlyList<LabHost>> sides)
    {
        string? fault = null;
        Wait.Until("a steady state", Bound, () => (fault = sides.Select(Unsteady)
            .FirstOrDefault(it => it is not null)) is null, Cluster.Cancelled, Poll, () => fault);
    }

    /// <summary>
    /// Waits until hosts that are out have no virtual address left, which for a dead daemon's
    /// means: until the kernel's lifetimes end.
    /// </summary>
    public void AwaitNothingLeft(IReadOnlyList<LabHost> hosts) =>
        Await($"no address to be left on {string.Join(", ", hosts.Select(host => host.Name))}",
            () => hosts.All(HoldsNothing));

    /// <summary>Whether every running host says that its kernel enforces the lease.</summary>
    public static bool IsFenced(IEnumerable<LabHost> hosts) => hosts.All(host =>
        host.Status()?.Members.Any(member => member.State == "self"
            && !member.Flags.Contains("unfenced")) == true);

    private string? Unsteady(IReadOnlyList<LabHost> side)
    {
        if (Settlement.Fault(Cluster, side) is { } fault)
        {
            return fault;
        }

        var loads = side.Select(host => host.Addresses().Count(_heads.Contains)).ToList();
        return loads.Max() - loads.Min() <= 1 ? null
            : $"the hosts hold {string.Join(", ", loads)} addresses";
    }
}
