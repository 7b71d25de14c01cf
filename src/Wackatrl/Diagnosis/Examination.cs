using System.Collections.Immutable;
using Wackatrl.Diagnosis.Facts;
using Wackatrl.Diagnosis.Rules;

namespace Wackatrl.Diagnosis;

/// <summary>Every rule on the facts of a host, in the order in which findings are shown.</summary>
internal static class Examination
{
    /// <summary>One for each file under Rules; docs/OPERATIONS.md lists them by name.</summary>
    public static readonly ImmutableArray<Rule> Rules =
    [
        new ConfigurationIsRead(), new DaemonAnswers(), new PeersAreHeard(), new PacketFilter(),
        new KernelVersion(), new ClockSource(), new RealTimeThrottling(), new VirtualMachine(),
        new MachineId(),
        new BpfIsThere(), new BpfFileSystem(), new FenceStands(), new FenceLeftovers(),
        new CapabilitiesHeld(), new RealTimePriority(), new LockedMemory(),
        new InterfaceIsUp(), new InterfaceType(), new ArpIgnore(), new ArpAnnounce(),
        new PromoteSecondaries(), new ReversePathFilter(), new ProxyArp(), new Forwarding(),
        new Ipv6Enabled(),
        new AddressOnPrefix(), new AddressAlreadyHere(),
        new Networkd(), new NetworkManager(), new OtherServices(),
        new KeyFileIsPrivate(), new StateDirectory(),
    ];

    public static ImmutableArray<Finding> Of(HostFacts host) =>
        [.. Rules.SelectMany(rule => rule.Judge(host)).OrderBy(one => one.Area)];
}
