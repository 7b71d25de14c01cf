using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;

namespace Wackatrl.Diagnosis.Facts;

/// <summary>Everything that the rules judge, read before the first of them is asked.</summary>
internal sealed record HostFacts
{
    /// <summary>Null where there is none that can be used; WhyUnconfigured says why.</summary>
    public required ConfigurationFile? Configuration { get; init; }

    public required string? WhyUnconfigured { get; init; }

    /// <summary>The file's path, or null where none was found.</summary>
    public required string? ConfigurationPath { get; init; }

    public required DaemonFacts Daemon { get; init; }

    /// <summary>This command's own process: what whoever runs it may do.</summary>
    public required Reading<ProcessFacts> Self { get; init; }

    /// <summary>The first process: what this machine or container can give at all.</summary>
    public required Reading<ProcessFacts> First { get; init; }

    /// <summary>The service's unit; absent where none is installed.</summary>
    public required Reading<UnitFacts> Unit { get; init; }

    /// <summary>The number of the unit's user.</summary>
    public required Reading<long> UnitUserId { get; init; }

    public required Reading<string> KernelRelease { get; init; }

    public required Reading<string> ClockSource { get; init; }

    /// <summary>Of each period, how long real-time threads may run; -1 for always.</summary>
    public required Reading<long> RealTimeRuntimeUs { get; init; }

    public required Reading<long> RealTimePeriodUs { get; init; }

    public required Reading<bool> IsVirtualMachine { get; init; }

    public required Reading<string> MachineId { get; init; }

    /// <summary>Exists where the kernel knows the system call bpf(2).</summary>
    public required Reading<long> UnprivilegedBpfDisabled { get; init; }

    public required Reading<long> BpfJit { get; init; }

    public required Reading<ImmutableArray<Mount>> Mounts { get; init; }

    /// <summary>The folder that this host's fence is pinned in.</summary>
    public required string PinFolder { get; init; }

    /// <summary>What is pinned there.</summary>
    public required Reading<ImmutableArray<string>> Pins { get; init; }

    /// <summary>Those that virtual addresses are configured on.</summary>
    public required ImmutableArray<InterfaceFacts> Interfaces { get; init; }

    /// <summary>All that this network has, the loopback left out.</summary>
    public required Reading<ImmutableArray<string>> InterfaceNames { get; init; }

    public required Reading<ImmutableArray<HostAddress>> Addresses { get; init; }

    public required Reading<ImmutableArray<RunningProgram>> Programs { get; init; }

    /// <summary>Files of NetworkManager's configuration that set «ignore-carrier».</summary>
    public required Reading<ImmutableArray<string>> IgnoreCarrierFiles { get; init; }

    /// <summary>Whether a packet filter with rules of its own is loaded.</summary>
    public required Reading<bool> HasPacketFilter { get; init; }

    /// <summary>Null where none is used.</summary>
    public required Reading<FileFacts>? KeyFile { get; init; }

    public required Reading<FileFacts>? StateDirectory { get; init; }

    /// <summary>Room on its disk, in bytes.</summary>
    public required Reading<long> StateRoomBytes { get; init; }

    /// <summary>Virtual interfaces of the configuration; none where there is none.</summary>
    public IEnumerable<VirtualInterface> VirtualInterfaces =>
        Configuration?.VirtualInterfaces.Items ?? [];

    /// <summary>Whether the configuration wants nothing held without a fence.</summary>
    public bool NeedsFence => Configuration?.Fence == FenceMode.Required;

    public bool WantsFence => Configuration?.Fence != FenceMode.None;
}
