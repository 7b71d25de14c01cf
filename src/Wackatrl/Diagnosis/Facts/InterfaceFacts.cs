using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackatrl.Diagnosis.Facts;

/// <summary>An interface of the configuration, as the kernel has it.</summary>
internal sealed record InterfaceFacts
{
    public required string Name { get; init; }

    /// <summary>Virtual addresses that the configuration puts on it.</summary>
    public required ImmutableArray<InterfaceAddress> Configured { get; init; }

    public required bool Exists { get; init; }

    /// <summary>An administrator's «up» (IFF_UP).</summary>
    public required Reading<bool> IsUp { get; init; }

    /// <summary>Only asked of an interface that is up.</summary>
    public required Reading<bool> HasCarrier { get; init; }

    /// <summary>linux/if_arp.h: 1 for Ethernet.</summary>
    public required Reading<long> HardwareType { get; init; }

    public required Reading<long> MtuBytes { get; init; }

    public required KernelSetting ArpIgnore { get; init; }

    public required KernelSetting ArpAnnounce { get; init; }

    public required KernelSetting PromoteSecondaries { get; init; }

    public required KernelSetting ReversePathFilter { get; init; }

    public required KernelSetting ProxyArp { get; init; }

    public required KernelSetting Forwarding { get; init; }

    public required KernelSetting Forwarding6 { get; init; }

    public required KernelSetting DisableIpv6 { get; init; }

    /// <summary>What systemd-networkd does with it; null where it does not run here.</summary>
    public Reading<NetworkdLink>? Networkd { get; init; }

    /// <summary>Whether NetworkManager manages it; null where it does not run here.</summary>
    public Reading<bool>? IsNetworkManagers { get; init; }
}
