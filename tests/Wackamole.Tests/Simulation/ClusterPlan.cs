using System.Collections.Immutable;
using System.Text;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Tests.Simulation;

/// <summary>What a simulated cluster is like before anything happens to it.</summary>
internal sealed record ClusterPlan
{
    public const string Group = "simulation";
    public const ushort Port = 4804;

    public required ImmutableArray<HostPlan> Hosts { get; init; }

    public required ImmutableArray<VirtualInterface> VirtualInterfaces { get; init; }

    /// <summary>The times of every host that has none of its own.</summary>
    public Timing Timing { get; init; } = Timing.FromDetection(Timing.DefaultDetection);

    public TimeSpan Mature { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan BalanceInterval { get; init; } = TimeSpan.FromSeconds(1);

    public int? AcquisitionsPerRound { get; init; } = 1;

    public int Links { get; init; } = 1;

    public bool Multicast { get; init; }

    public ClusterKeys? Keys { get; init; }

    /// <summary>Only a part with more than half of the votes holds anything.</summary>
    public bool Majority { get; init; }

    /// <summary>The names that vote at first; all hosts where empty.</summary>
    public ImmutableArray<string> Voters { get; init; } = [];

    public Weather Weather { get; init; } = Weather.Calm;

    public long DetectionNs => Span.Of(Timing.Detection);

    public long HeartbeatNs => Span.Of(Timing.Heartbeat);

    public long LeaseNs => Span.Of(Timing.Lease);

    /// <summary>Equal hosts named a, b, c … and so many addresses 10.9.0.1 and on.</summary>
    public static ClusterPlan Of(int hosts, int virtualInterfaces) => new()
    {
        Hosts = [.. Enumerable.Range(0, hosts).Select(place => new HostPlan
        {
            Name = NameOf(place),
            ClockStartNs = (place + 1) * 1_000 * Span.Second,
            ClockDriftPpm = (place % 3 - 1) * 100,
        })],
        VirtualInterfaces = [.. Enumerable.Range(0, virtualInterfaces).Select(Address)],
    };

    public static string NameOf(int place) =>
        place < 26 ? ((char)('a' + place)).ToString() : $"n{place}";

    public static VirtualInterface Address(int place) => new([new InterfaceAddress(
        "eth0", IpAddress.V4((10u << 24) | (9u << 16) | (uint)(place + 1)), 16, 24)]);

    public static Endpoint EndpointOf(int host, int link) =>
        new(IpAddress.V4((10u << 24) | ((uint)link << 16) | (uint)(host + 1)), Port);

    /// <summary>The host that an endpoint of this link belongs to, or -1.</summary>
    public static int HostAt(Endpoint endpoint, int link) =>
        endpoint.Port == Port && endpoint.Address.AsV4 >> 16 == ((10u << 8) | (uint)link)
            ? (int)(endpoint.Address.AsV4 & 0xffff) - 1
            : -1;

    /// <summary>
    /// The hosts' segment that a link stands on also carries addresses: eth0, eth1.
    /// </summary>
    public static string InterfaceOf(int link) => link == 0 ? "eth0" : "eth1";

    public static int LinkOf(string networkInterface) =>
        string.Equals(networkInterface, "eth1", StringComparison.Ordinal) ? 1 : 0;

    public static Endpoint MulticastGroup { get; } = new(IpAddress.V4(0xef01_0203), Port);

    public NodeSettings SettingsOf(int place)
    {
        var host = Hosts[place];
        return new NodeSettings
        {
            Name = host.Name,
            Group = Group,
            Timing = host.Timing ?? Timing,
            Mature = Mature,
            BalanceInterval = BalanceInterval,
            AcquisitionsPerRound = AcquisitionsPerRound,
            Weight = host.Weight,
            VirtualInterfaces = host.Configured.IsEmpty
                ? VirtualInterfaces
                : [.. host.Configured.Select(vip => VirtualInterfaces[vip])],
            Preferred = host.Preferred,
            Peers = Multicast ? [] : Peers(),
            Multicast = Multicast ? MulticastGroup : null,
            Links = Links,
            Keys = Keys,
            Majority = Majority,
            Voters = Voters.IsEmpty && Majority ? [.. Hosts.Select(one => one.Name)] : Voters,
            Witness = host.IsWitness,
            Trace = true,
        };
    }

    public override string ToString()
    {
        var moves = AcquisitionsPerRound is { } limit ? $"{limit}" : "all";
        var text = new StringBuilder(
            $"{Hosts.Length} hosts, {VirtualInterfaces.Length} virtual interfaces, " +
            $"T {Span.Text(DetectionNs)}, h {Span.Text(HeartbeatNs)}, L {Span.Text(LeaseNs)}, " +
            $"mature {Span.Text(Span.Of(Mature))}, " +
            $"balance {moves} every {Span.Text(Span.Of(BalanceInterval))}, " +
            $"{Links} link(s), {(Multicast ? "multicast" : "unicast")}, " +
            $"{(Keys is null ? "open" : "sealed")}; " +
            (Majority ? $"majority of [{string.Join(", ", Voters)}]; " : "") + Weather);
        foreach (var host in Hosts)
        {
            text.Append(
                $"\n  {host.Name}: weight {host.Weight}, fence {host.Fence}, clock " +
                $"{host.ClockDriftPpm} ppm, starts at {Span.Text(host.StartAtNs)}, kernel to " +
                $"{Span.Text(host.MostKernelNs)}, prefers [{string.Join(", ", host.Preferred)}]");
            text.Append(host.IsWitness ? ", witness" : "");
            text.Append(host.Configured.IsEmpty ? "" : $", has {host.Configured.Length}");
        }

        return text.ToString();
    }

    private ImmutableArray<ImmutableArray<Endpoint>> Peers() =>
        [.. Enumerable.Range(0, Hosts.Length).Select(host => Enumerable.Range(0, Links)
            .Select(link => EndpointOf(host, link)).ToImmutableArray())];
}
