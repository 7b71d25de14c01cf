using Wackamole.Core;
using Wackamole.Core.Control;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Something done to a cluster, and how it is taken back: data, so that a failing scenario can be
/// printed, run again, and made smaller.
/// </summary>
/// <param name="AtNs">When it begins.</param>
/// <param name="ForNs">How long it lasts; Forever where healing does not take it back.</param>
internal abstract record Fault(long AtNs, long ForNs)
{
    public const long Forever = long.MaxValue;

    public abstract void Begin(SimulatedCluster cluster);

    public virtual void End(SimulatedCluster cluster)
    {
    }

    /// <summary>The same in a cluster that lacks a host; null where it befell that one.</summary>
    public abstract Fault? WithoutHost(int gone);

    /// <summary>Something that befalls one host.</summary>
    internal abstract record OfHost(long AtNs, long ForNs, int Host) : Fault(AtNs, ForNs)
    {
        public override Fault? WithoutHost(int gone) => Host == gone ? null
            : this with { Host = Host > gone ? Host - 1 : Host };
    }

    /// <summary>kill -9, then a restart.</summary>
    internal sealed record Crash(long AtNs, long ForNs, int Host, bool ClockWentBack)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) => cluster.Hosts[Host].Crash();

        public override void End(SimulatedCluster cluster) =>
            cluster.Hosts[Host].Start(ClockWentBack);
    }

    /// <summary>
    /// kill -9 of the daemon alone, then a restart: its sentinel clears up and says so.
    /// </summary>
    /// <param name="AfterNs">How long after the death.</param>
    /// <param name="ReplayNs">So long after the word somebody repeats it; 0 for never.</param>
    internal sealed record KilledWithWord(
        long AtNs, long ForNs, int Host, long AfterNs, long ReplayNs) : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) =>
            cluster.Hosts[Host].CrashWithWord(AfterNs, ReplayNs);

        public override void End(SimulatedCluster cluster) => cluster.Hosts[Host].Start();
    }

    internal sealed record PowerOff(long AtNs, long ForNs, int Host)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) => cluster.Hosts[Host].PowerOff();

        public override void End(SimulatedCluster cluster) => cluster.Hosts[Host].Start();
    }

    /// <summary>SIGSTOP, or a machine that does not run its processes for a while.</summary>
    internal sealed record Stop(long AtNs, long ForNs, int Host)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) => cluster.Hosts[Host].Stop();

        public override void End(SimulatedCluster cluster) => cluster.Hosts[Host].Continue();
    }

    /// <summary>SIGTERM, then a start.</summary>
    internal sealed record Leave(long AtNs, long ForNs, int Host)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) => cluster.Hosts[Host].Leave();

        public override void End(SimulatedCluster cluster) => cluster.Hosts[Host].Start();
    }

    /// <summary>Some directed edges of one link (or all: -1) carry nothing.</summary>
    /// <param name="From">Senders, as bits.</param>
    /// <param name="To">Receivers, as bits.</param>
    /// <param name="Clients">The hosts of To do not hear clients either.</param>
    /// <param name="PacketsOnly">A firewall: other frames pass.</param>
    internal sealed record Cut(long AtNs, long ForNs, ulong From, ulong To, int Link,
        bool Clients, bool PacketsOnly) : Fault(AtNs, ForNs)
    {
        public override void Begin(SimulatedCluster cluster)
        {
            cluster.Write("", $"cut: {this}");
            Change(cluster, 1);
        }

        public override void End(SimulatedCluster cluster)
        {
            cluster.Write("", $"restored: {this}");
            Change(cluster, -1);
        }

        public override string ToString() => $"Cut {Span.Text(AtNs)} " +
            $"{(ForNs == Forever ? "forever" : "for " + Span.Text(ForNs))} " +
            $"[{Names(From)}] -> [{Names(To)}]{(Link < 0 ? "" : $" link {Link}")}" +
            $"{(Clients ? " and clients" : "")}{(PacketsOnly ? " (packets only)" : "")}";

        public override Fault? WithoutHost(int gone)
        {
            var (from, to) = (Without(From, gone), Without(To, gone));
            return from == 0 || to == 0 ? null : this with { From = from, To = to };
        }

        private static ulong Without(ulong hosts, int gone)
        {
            var lower = (1ul << gone) - 1;
            return hosts & lower | hosts >> 1 & ~lower;
        }

        private static string Names(ulong hosts) => string.Join(", ", Enumerable.Range(0, 64)
            .Where(host => (hosts >> host & 1) != 0).Select(ClusterPlan.NameOf));

        private void Change(SimulatedCluster cluster, int change) =>
            cluster.Cut(From, To, Link, Clients, PacketsOnly, change);
    }

    internal sealed record Carrier(long AtNs, long ForNs, int Host, int Link)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) =>
            cluster.Hosts[Host].Carrier(Link, up: false);

        public override void End(SimulatedCluster cluster) =>
            cluster.Hosts[Host].Carrier(Link, up: true);
    }

    /// <summary>Loss, delays beyond T, late duplicates, for everybody.</summary>
    internal sealed record Storm(long AtNs, long ForNs, Weather Weather) : Fault(AtNs, ForNs)
    {
        public override void Begin(SimulatedCluster cluster) => cluster.SetWeather(Weather);

        public override void End(SimulatedCluster cluster) =>
            cluster.SetWeather(cluster.Plan.Weather);

        public override Fault WithoutHost(int gone) => this;
    }

    /// <summary>Additions fail, or every change is slow.</summary>
    internal sealed record KernelTrouble(
        long AtNs, long ForNs, int Host, int FailPerMillion, long SlowNs)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) =>
            Set(cluster, FailPerMillion, SlowNs);

        public override void End(SimulatedCluster cluster) => Set(cluster, 0, 0);

        private void Set(SimulatedCluster cluster, int fail, long slow)
        {
            var host = cluster.Hosts[Host];
            host.Trouble();
            (host.Kernel.FailPerMillion, host.Kernel.SlowNs) = (fail, slow);
            host.Write($"kernel: {fail / 1e4}% of additions fail, {Span.Text(slow)} slower");
        }
    }

    /// <summary>
    /// «Port unreachable» comes from a peer's address though nothing is wrong with it: a
    /// firewall, or anybody.
    /// </summary>
    internal sealed record Unreachable(long AtNs, int Host, int Peer)
        : OfHost(AtNs, 0, Host)
    {
        public override void Begin(SimulatedCluster cluster) => cluster.Hosts[Host].Post(
            new NodeEvent.PortUnreachable(ClusterPlan.EndpointOf(Peer, 0)));

        public override Fault? WithoutHost(int gone) => Peer == gone ? null
            : (base.WithoutHost(gone) as Unreachable) is { } kept
                ? kept with { Peer = Peer > gone ? Peer - 1 : Peer } : null;
    }

    /// <summary>
    /// A virtual machine whose boot clock leaps: to itself it was not run meanwhile, to the others
    /// nothing happened.
    /// </summary>
    internal sealed record ClockStep(long AtNs, int Host, long ByNs) : OfHost(AtNs, 0, Host)
    {
        public override void Begin(SimulatedCluster cluster) =>
            cluster.Hosts[Host].StepClock(ByNs);
    }

    /// <summary>Somebody removes an address by hand.</summary>
    internal sealed record LoseAddress(long AtNs, int Host, int Vip)
        : OfHost(AtNs, 0, Host)
    {
        public override void Begin(SimulatedCluster cluster) =>
            cluster.Hosts[Host].LoseAddress(Vip);
    }

    /// <summary>An address manager that does not want an address on its host.</summary>
    internal sealed record KeepsRemoving(long AtNs, long ForNs, int Host, int Vip)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) =>
            cluster.Hosts[Host].KeepRemoving(Vip);

        public override void End(SimulatedCluster cluster) => cluster.Hosts[Host].LetBe(Vip);
    }

    /// <summary>An operator's request, and Start when it ends (where it lasts).</summary>
    internal sealed record Operator(long AtNs, long ForNs, int Host, ControlRequest Request)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) => cluster.Hosts[Host].Ask(Request);

        public override void End(SimulatedCluster cluster)
        {
            if (Request.Command is ControlCommand.Fail or ControlCommand.Drain)
            {
                cluster.Hosts[Host].Ask(new ControlRequest(ControlCommand.Start));
            }
        }
    }

    /// <summary>SIGHUP with another weight and without some virtual interfaces, and back.</summary>
    internal sealed record Reconfigure(long AtNs, long ForNs, int Host, int Weight, int Without)
        : OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster)
        {
            var settings = cluster.Plan.SettingsOf(Host);
            var vips = settings.VirtualInterfaces;
            Set(cluster, settings with
            {
                Weight = Weight,
                VirtualInterfaces = vips.RemoveRange(0, Math.Min(Without, vips.Length - 1)),
            });
        }

        public override void End(SimulatedCluster cluster) =>
            Set(cluster, cluster.Plan.SettingsOf(Host));

        private void Set(SimulatedCluster cluster, NodeSettings settings) =>
            cluster.Hosts[Host].Reconfigure(settings);
    }
}
