using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Hosts;

/// <summary>
/// A lab cluster: how many hosts, what they share, and what one of them has alone.
/// </summary>
internal sealed record ClusterPlan
{
    public const int DefaultHosts = 3;
    public const int DefaultAddresses = 6;

    private readonly Timing? _timing;

    public int Hosts { get; init; } = DefaultHosts;

    /// <summary>Networks that every host is on: 1 or 2.</summary>
    public int Segments { get; init; } = 1;

    /// <summary>Whether heartbeats go over every segment; else over the first alone.</summary>
    public bool DualLink { get; init; }

    /// <summary>What the daemons agree by.</summary>
    public LabEngine Engine { get; init; } = LabEngines.Mesh;

    /// <summary>The engine's own where nothing else is said.</summary>
    public Timing Timing
    {
        get => _timing ?? Engine.Timing;
        init => _timing = value;
    }

    /// <summary>How long things take with this engine and these settings.</summary>
    public EngineTimes Times =>
        _timing is not null && Engine.IsInside ? MeshEngine.Of(_timing) : Engine.Times;

    public ImmutableArray<VirtualInterface> VirtualInterfaces { get; init; } =
        Single(DefaultAddresses);

    /// <summary>Whether packets are sealed under a key.</summary>
    public bool Sealed { get; init; } = true;

    /// <summary>What the plan of one host (numbered from 1) has that the others' do not.</summary>
    public Func<int, HostPlan, HostPlan> Change { get; init; } = (_, plan) => plan;

    /// <summary>Moves happen only when somebody asks for them.</summary>
    public static ClusterPlan Unbalanced => new()
    {
        Change = (_, plan) => plan with { AcquisitionsPerRound = "0" },
    };

    /// <summary>Virtual interfaces of one address each, on the first segment.</summary>
    public static ImmutableArray<VirtualInterface> Single(int count, int prefixLength = 32) =>
        [.. Enumerable.Range(1, count).Select(number => new VirtualInterface(
            [On(0, AddressPlan.Virtual(number), prefixLength)]))];

    /// <summary>An address as hosts configure it, on a segment's interface.</summary>
    public static InterfaceAddress On(int segment, IpAddress address, int? prefixLength = null) =>
        new(LabNetwork.Interface(segment), address, prefixLength ?? address.Length,
            address.IsV6 ? 64 : 24);

    public HostPlan Host(int number, string? keyFile) => Change(number, new HostPlan
    {
        Node = LabHost.NameOf(number),
        Engine = Engine,
        Timing = Timing,
        VirtualInterfaces = VirtualInterfaces,
        KeyFile = keyFile,
        Peers = [.. Enumerable.Range(1, Hosts).Select(peer => Enumerable
            .Range(0, DualLink ? Segments : 1)
            .Select(segment => AddressPlan.Host(peer, segment)).ToImmutableArray())],
    });
}
