using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Values;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>Interfaces and their settings, by /sys/class/net and /proc/sys/net.</summary>
internal sealed class InterfaceInspector(HostTree tree, ManagerInspector managers)
{
    /// <summary>linux/if.h.</summary>
    private const int IFF_UP = 1;

    public InterfaceFacts Of(string name, ImmutableArray<InterfaceAddress> configured,
        Reading<ImmutableArray<string>> present)
    {
        var exists = present.IsKnown ? present.Value.Contains(name, StringComparer.Ordinal)
            : tree.HasFolder($"/sys/class/net/{name}");
        var isUp = Flags(name).Then(flags => Reading<bool>.Of((flags & IFF_UP) != 0));
        var index = tree.Number($"/sys/class/net/{name}/ifindex");
        return new InterfaceFacts
        {
            Name = name,
            Configured = configured,
            Exists = exists,
            IsUp = isUp,

            // The kernel refuses to tell of one that is down.
            HasCarrier = isUp is { IsKnown: true, Value: false } ? Reading<bool>.Of(false)
                : tree.Number($"/sys/class/net/{name}/carrier")
                    .Then(value => Reading<bool>.Of(value == 1)),
            HardwareType = tree.Number($"/sys/class/net/{name}/type"),
            MtuBytes = tree.Number($"/sys/class/net/{name}/mtu"),
            ArpIgnore = Setting(name, "ipv4", "arp_ignore"),
            ArpAnnounce = Setting(name, "ipv4", "arp_announce"),
            PromoteSecondaries = Setting(name, "ipv4", "promote_secondaries"),
            ReversePathFilter = Setting(name, "ipv4", "rp_filter"),
            ProxyArp = Setting(name, "ipv4", "proxy_arp"),
            Forwarding = Setting(name, "ipv4", "forwarding"),
            Forwarding6 = Setting(name, "ipv6", "forwarding"),
            DisableIpv6 = Setting(name, "ipv6", "disable_ipv6"),
            Networkd = exists ? managers.Networkd(index) : null,
            IsNetworkManagers = exists ? managers.NetworkManager(index) : null,
        };
    }

    private Reading<long> Flags(string name) =>
        tree.Line($"/sys/class/net/{name}/flags").Then(text =>
            text.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(text.AsSpan(2),
                NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var flags)
                ? Reading<long>.Of(flags)
                : Reading<long>.Failed($"the flags of {name} are not understood («{text}»)"));

    private KernelSetting Setting(string name, string family, string key) => new(key,
        tree.Number($"/proc/sys/net/{family}/conf/all/{key}"),
        tree.Number($"/proc/sys/net/{family}/conf/{name}/{key}"));
}
