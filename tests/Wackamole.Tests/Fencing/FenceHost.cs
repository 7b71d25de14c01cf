using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Fencing;

/// <summary>A fence in the network of the test's thread.</summary>
internal sealed class FenceHost : IDisposable
{
    public const string Group = "test";
    public const string Vip = "10.0.0.100";
    public const string VipV6 = "fd00::100";

    private FenceHost(FenceMode mode, string root)
    {
        Settings = new FenceSettings(mode, [HostParts.Ip(Vip), HostParts.Ip(VipV6)],
            FencePins.Of(Group, root));
        Fence = Fence.Open(Settings, Lease, Interfaces, Log);
    }

    public static ImmutableArray<NetworkInterface> Interfaces
    {
        get
        {
            using var route = RouteSocket.Open();
            Assert.Null(route.ListInterfaces(out var interfaces));
            return interfaces;
        }
    }

    public FenceSettings Settings { get; }

    public LeaseWord Lease { get; } = new();

    public LogRecorder Log { get; } = new();

    public Fence Fence { get; }

    public static void RunWithCable(Action<FenceHost> test, FenceMode mode = FenceMode.Auto) =>
        BpfHost.RunWithCable(() =>
        {
            using var host = new FenceHost(mode, BpfFileSystem.Root);
            test(host);
        });

    /// <summary>One more daemon of the same host, later or with other rights.</summary>
    public static FenceHost Another(
        FenceMode mode = FenceMode.Auto, string root = BpfFileSystem.Root) => new(mode, root);

    public static NetworkInterface Interface(string name) =>
        Interfaces.Single(one => one.Name == name);

    public void Grant() => Lease.Set(BootClock.Now + TimeSpan.FromHours(1));

    public void Dispose() => Fence.Dispose();
}
