using System.Globalization;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Wackamole.Lab.Network;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Hosts;

/// <summary>A whole lab: network, hosts with daemons, and the client that watches.</summary>
internal sealed class LabCluster : IDisposable
{
    private static readonly TimeSpan LeastSettleBound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SettleBoundPerAddress = TimeSpan.FromMilliseconds(30);

    /// <summary>Asking every daemon and kernel is work, and must not be what is measured.</summary>
    private static readonly TimeSpan SettlePoll = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(5);

    private readonly LabRun _run;
    private Observer? _observer;

    public LabCluster(ClusterPlan plan, CancellationToken cancelled)
    {
        Plan = plan;
        Cancelled = cancelled;
        _run = LabRun.Begin();
        try
        {
            Network = new LabNetwork(_run, plan.Segments);
            var keyFile = plan.Sealed ? MakeKey("cluster.key") : null;
            Hosts = [.. Enumerable.Range(1, plan.Hosts).Select(number => new LabHost(
                _run, Network, plan.Host(number, keyFile), number, cancelled))];
        }
        catch
        {
            _run.Dispose();
            throw;
        }
    }

    public ClusterPlan Plan { get; }

    public CancellationToken Cancelled { get; }

    public LabNetwork Network { get; }

    public IReadOnlyList<LabHost> Hosts { get; }

    public LabRun Run => _run;

    /// <summary>Every virtual address of the plan.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. Plan.VirtualInterfaces.SelectMany(it => it.Addresses)
            .Select(it => it.Address.ToString())];

    /// <summary>The watching client; begins to watch when it is first needed.</summary>
    public Observer Observer => _observer ??= new Observer(Network,
        [.. Plan.VirtualInterfaces.SelectMany(it => it.Addresses)
            .Where(it => it.Interface == LabNetwork.ClientInterface)
            .Select(it => it.Address.ToString())]);

    private TimeSpan SettleBound =>
        LeastSettleBound + SettleBoundPerAddress * Plan.VirtualInterfaces.Length;

    public LabHost Host(string name) =>
        Hosts.First(host => string.Equals(host.Name, name, StringComparison.Ordinal));

    /// <summary>A new random key in a file that only this user may read.</summary>
    public string MakeKey(string fileName)
    {
        var path = Path.Combine(_run.RunDirectory, fileName);
        var made = Tool.Run(Programs.Command, "keygen");
        using (var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(made));
        }

        return path;
    }

    /// <summary>Starts every daemon at once and waits until the cluster holds everything.</summary>
    public void Start()
    {
        StartEngines();
        foreach (var host in Hosts)
        {
            host.Start();
        }

        foreach (var host in Hosts)
        {
            host.WaitUntilReady();
        }

        WaitUntilSettled();
    }

    /// <summary>Starts what the engine runs on every host, and waits until that serves.</summary>
    public void StartEngines()
    {
        foreach (var host in Hosts)
        {
            host.Engine?.Start();
        }

        foreach (var host in Hosts)
        {
            host.Engine?.WaitUntilReady();
        }
    }

    /// <summary>Waits until these hosts (by default all) agree and hold every address.</summary>
    public TimeSpan WaitUntilSettled(params IReadOnlyList<LabHost> hosts)
    {
        var expected = hosts.Count == 0 ? Hosts : hosts;
        string? fault = null;
        return Wait.Until(
            string.Join(", ", expected.Select(host => host.Name)) +
                " to agree and cover every address", SettleBound,
            () => (fault = Settlement.Fault(this, expected)) is null, Cancelled,
            SettlePoll, () => fault);
    }

    /// <summary>The name of the host with a hardware address; null where it is nobody's.</summary>
    public string? StationName(string? station) =>
        station is null ? null : Network.StationNames.GetValueOrDefault(station);

    /// <summary>
    /// Waits until every host holds as many virtual interfaces as it should; null for any number.
    /// </summary>
    public void WaitUntil(Func<LabHost, int?> holds)
    {
        Wait.Until("the addresses to be spread as they should", SettleBound,
            () => Hosts[0].Status() is { } status && Hosts.All(host => status.Members.Any(
                member => member.Name == host.Plan.Node
                    && (holds(host) is not { } count || member.Held == count))),
            Cancelled);
        WaitUntilSettled();
    }

    /// <summary>Waits until these hosts (by default all) hold equally many, or nearly.</summary>
    public void WaitUntilEven(params IReadOnlyList<LabHost> hosts)
    {
        var expected = hosts.Count == 0 ? Hosts : hosts;
        Wait.Until("an even spread of the addresses", SettleBound,
            () => expected[0].Status() is { } status && status.Members.Length == expected.Count
                && status.Members.Max(it => it.Held) - status.Members.Min(it => it.Held) <= 1,
            Cancelled);
        WaitUntilSettled(hosts);
    }

    /// <summary>Waits until the client has an answer of every address, sent from now on.</summary>
    public void WaitUntilAllAnswer()
    {
        var since = LabClock.Now;
        Wait.Until("an answer of every address", AnswerBound,
            () => Observer.AnsweredSince(since) == Observer.Addresses.Count, Cancelled);
    }

    /// <summary>
    /// Cuts a host off and waits until the client has missed something; after that «all answer»
    /// means that it is over. Asks nobody but the client, so that the hosts have their processors
    /// to themselves.
    /// </summary>
    public void CutOff(LabHost host)
    {
        var since = LabClock.Now;
        host.Cable.KillPort();
        Wait.Until("an address to fall silent", AnswerBound,
            () => Observer.Missed(since, Plan.Timing.Detection / 2) > 0, Cancelled,
            TimeSpan.FromMilliseconds(5));
    }

    /// <summary>
    /// Lets something happen, waits until the client has an answer of every address again, and
    /// says what it cost.
    /// </summary>
    public Interruption Observe(string what, Action happen)
    {
        WaitUntilAllAnswer();
        var begin = LabClock.Now;
        happen();
        WaitUntilAllAnswer();
        return Interruption.From(what, Observer.Between(begin, LabClock.Now));
    }

    /// <summary>Who holds a virtual interface, as one host's daemon says.</summary>
    public static string? HolderOf(ClusterStatus status, string virtualInterface) =>
        status.VirtualInterfaces.FirstOrDefault(
            it => string.Equals(it.Name, virtualInterface, StringComparison.Ordinal))?.Holder;

    /// <summary>The hosts whose kernel has an address, by name.</summary>
    public IReadOnlyList<string> HostsWith(IpAddress address) =>
        [.. Hosts.Where(host => host.Addresses().Contains(address)).Select(host => host.Name)];

    /// <summary>Copies the run's directory to where it stays, and says where.</summary>
    public string Keep(string name)
    {
        var kept = Directory.CreateTempSubdirectory(
            string.Create(CultureInfo.InvariantCulture, $"wackalab-kept-{name}-")).FullName;
        Tool.Try("cp", "-r", _run.RunDirectory, kept);
        return kept;
    }

    public void Dispose()
    {
        _observer?.Dispose();
        foreach (var host in Hosts)
        {
            host.Dispose();
        }

        _run.Dispose();
    }
}
