using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Lease;
using Wackamole.Fencing;
using Wackamole.Linux.Bpf;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux;
using Wackamole.Tests.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Fencing;

/// <summary>The fence beside a running daemon, with the test in the place of the loop.</summary>
public sealed class FenceKeeperTests
{
    private static readonly HeldAddress Held = new(HostParts.Ip(FenceHost.Vip),
        HostParts.Address("near:10.0.0.100/24"), 2, HoldState.Held);

    [Fact]
    public void Lost_fence_is_told_and_comes_back_when_the_addresses_are_gone() => Run(
        FenceMode.Auto, (host, parts) =>
    {
        parts.Held.Enter([Held]);
        Detach(host);
        var lost = parts.Await<NodeEvent.FenceChanged>();
        Assert.Equal((FenceKind.None, false), (lost.Fence, lost.MayHold));
        Assert.Contains("near", lost.Reason, StringComparison.Ordinal);
        Assert.NotNull(host.Fence.WhyNotOn(FenceHost.Interface("near")));

        parts.Held.StrikeOut([Held.Address.Address]);
        Assert.Equal(FenceKind.Kernel, parts.Await<NodeEvent.FenceChanged>().Fence);
        Assert.Null(host.Fence.WhyNotOn(FenceHost.Interface("near")));
        Assert.Single(BpfLink.List(
            NetworkNamespace.IndexOf("near"), TrafficDirection.Ingress));
    });

    [Fact]
    public void Program_that_is_put_before_it_is_a_loss_and_stands_behind_it_then() => Run(
        FenceMode.Auto, (host, parts) =>
    {
        var near = NetworkNamespace.IndexOf("near");
        using var passing = BpfProgram.Load(
            "passing", new BpfAssembler().Move(BpfRegister.R0, 0).Exit().Assemble());
        using var before = BpfLink.Attach(passing, near, TrafficDirection.Egress);

        var lost = parts.Await<NodeEvent.FenceChanged>();
        Assert.Contains($"program {passing.Id} was put before it", lost.Reason,
            StringComparison.Ordinal);
        Assert.Equal(FenceKind.Kernel, parts.Await<NodeEvent.FenceChanged>().Fence);
        Eventually.True(() => BpfLink.List(near, TrafficDirection.Egress) is
            [_, var last] && last.Program == passing.Id, "it still stands before the fence");
    });

    [Theory]
    [InlineData(FenceMode.Auto, true)]
    [InlineData(FenceMode.Required, false)]
    internal void Fence_that_cannot_be_put_back_is_gone_without_or_waited_for(
        FenceMode mode, bool goesOn) => Run(mode, (host, parts) =>
    {
        BpfHost.Mount($"-t tmpfs none {BpfFileSystem.Root}");
        Detach(host);
        Assert.False(parts.Await<NodeEvent.FenceChanged>().MayHold);
        if (goesOn)
        {
            var unfenced = parts.Await<NodeEvent.FenceChanged>();
            Assert.Equal((FenceKind.None, true), (unfenced.Fence, unfenced.MayHold));
            Assert.Contains("mount -t bpf", unfenced.Reason, StringComparison.Ordinal);
        }
        else
        {
            BpfHost.Unmount(BpfFileSystem.Root);
            Assert.Equal(FenceKind.Kernel, parts.Await<NodeEvent.FenceChanged>().Fence);
        }
    });

    [Fact]
    public void Interface_that_comes_is_covered_soon() => Run(FenceMode.Auto, (host, _) =>
    {
        NetworkNamespace.Ip("link add late type bridge");
        var late = FenceHost.Interface("late");
        Eventually.True(() => host.Fence.WhyNotOn(late) is null, "it is not covered");
        Assert.Single(BpfLink.List(late.Index, TrafficDirection.Egress));
    });

    [Fact]
    public void Required_fence_is_installed_as_soon_as_it_can_be() => BpfHost.RunWithCable(() =>
    {
        BpfHost.Mount($"-t tmpfs none {BpfFileSystem.Root}");
        using var host = FenceHost.Another(FenceMode.Required);
        Assert.Equal(FenceStanding.Refused, host.Fence.Standing);
        using var parts = new HostParts();
        using var keeper = new FenceKeeper(host.Fence, FenceMode.Required, parts.Held, parts.Loop,
            parts.Threads, host.Log);

        BpfHost.Unmount(BpfFileSystem.Root);

        Assert.Equal(FenceKind.Kernel, parts.Await<NodeEvent.FenceChanged>().Fence);
    });

    private static void Run(FenceMode mode, Action<FenceHost, HostParts> test) =>
        FenceHost.RunWithCable(host =>
        {
            Assert.True(host.Fence.Stands, host.Fence.Reason);
            using var parts = new HostParts();
            using var keeper = new FenceKeeper(
                host.Fence, mode, parts.Held, parts.Loop, parts.Threads, host.Log);
            test(host, parts);
        }, mode);

    // As «bpftool link detach» does.
    private static void Detach(FenceHost host)
    {
        var near = NetworkNamespace.IndexOf("near");
        var pin = host.Settings.Pins.PathOf(TrafficDirection.Ingress, near);
        if (File.Exists(pin))
        {
            using var link = BpfLink.Open(pin);
            Assert.Null(link.Detach());
        }
    }
}
