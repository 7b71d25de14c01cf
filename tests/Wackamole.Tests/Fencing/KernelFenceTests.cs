using System.Net;
using System.Net.Sockets;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Linux.Native;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux;
using Wackamole.Tests.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Fencing;

/// <summary>
/// The fence on a real kernel, with packets on a cable, attached in both possible ways.
/// </summary>
public sealed class KernelFenceTests
{
    private const string Vip = FenceHost.Vip;
    private const string VipV6 = FenceHost.VipV6;
    private const int Port = 4711;

    [Theory]
    [InlineData("tcx", Vip)]
    [InlineData("tcx", VipV6)]
    [InlineData("clsact", Vip)]
    [InlineData("clsact", VipV6)]
    public void Held_address_is_answered_for_while_the_lease_is_valid_and_no_longer(
        string method, string vip) => Run(method, fence =>
    {
        using var asker = new Asker("near");
        AddToFar(vip);
        Eventually.True(
            () => asker.IsAnswered(vip), "an address that nobody manages is not touched");

        Assert.Null(fence.Maps.Set(HostParts.Ip(vip), VipState.Held));
        Assert.False(asker.IsAnswered(vip), "a fresh fence is closed");

        fence.Maps.Lease.Write(0, (BootClock.Now + TimeSpan.FromHours(1)).Nanoseconds);
        Eventually.True(() => asker.IsAnswered(vip), "the lease is valid");

        Assert.Null(fence.Maps.Set(HostParts.Ip(vip), VipState.Closed));
        Assert.False(asker.IsAnswered(vip), "it is on its way out");

        Assert.Null(fence.Maps.Set(HostParts.Ip(vip), VipState.Elsewhere));
        Assert.False(asker.IsAnswered(vip), "somebody else put it there");

        Assert.Null(fence.Maps.Set(HostParts.Ip(vip), VipState.Held));
        fence.Maps.Lease.Write(0, BootClock.Now.Nanoseconds);
        Assert.False(asker.IsAnswered(vip), "the lease is over");
        Assert.True(Sum(fence) > 0);
    });

    [Theory]
    [InlineData("tcx")]
    [InlineData("clsact")]
    public void Datagrams_reach_an_address_only_under_the_lease(string method) => Run(
        method, fence =>
    {
        AddToFar(Vip);
        using var socket = new Socket(
            AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(Vip), Port));
        var far = FenceHost.Interface("far");
        Assert.Null(fence.Maps.Set(HostParts.Ip(Vip), VipState.Held));

        SendDatagram(far.HardwareAddress);
        Assert.False(socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectRead));

        fence.Maps.Lease.Write(0, (BootClock.Now + TimeSpan.FromHours(1)).Nanoseconds);
        SendDatagram(far.HardwareAddress);
        Assert.True(socket.Poll(TimeSpan.FromSeconds(5), SelectMode.SelectRead));
    });

    [Fact]
    public void Gratuitous_arp_of_a_lapsed_lease_does_not_leave() => Run("tcx", fence =>
    {
        using var ear = ArpListener.Open(NetworkNamespace.IndexOf("far"));
        using var packets = PacketSocket.Open();
        Assert.Null(fence.Maps.Set(HostParts.Ip(Vip), VipState.Held));
        var frame = FenceFrames.Arp(Vip, Vip);
        var near = NetworkNamespace.IndexOf("near");

        packets.SendMany([new Frame(near, frame)], out _);
        fence.Maps.Lease.Write(0, (BootClock.Now + TimeSpan.FromHours(1)).Nanoseconds);
        packets.SendMany([new Frame(near, frame)], out _);

        Sighting heard = default;
        Waiting.Until(ear, () => ear.TryReceive(out heard), "the second announcement");
        Assert.Equal(HostParts.Ip(Vip), heard.Claimed);
        Assert.False(ear.TryReceive(out _));
        Assert.Equal(1, Sum(fence));
    });

    [Fact]
    public void Pins_are_there_and_an_older_runs_are_replaced() => BpfHost.RunWithCable(() =>
    {
        var pins = FencePins.Of(FenceHost.Group);
        var first = KernelFence.Install(pins, 1, FenceHost.Interfaces);
        var near = NetworkNamespace.IndexOf("near");
        var before = Assert.Single(BpfLink.List(near, TrafficDirection.Ingress));

        // As a killed process: descriptors go, pins stay.
        first.Dispose();
        first.Maps.Dispose();
        Assert.Equal([before], BpfLink.List(near, TrafficDirection.Ingress));
        File.Delete(pins.PathOf(TrafficDirection.Egress, near));
        using (var half = BpfMap.Words("half", 1))
        {
            half.Pin(Path.Combine(pins.Folder, "half"));
        }

        using var second = KernelFence.Install(pins, 1, FenceHost.Interfaces);

        // The kernel takes a link off some time after its last reference went.
        Eventually.True(() => BpfLink.List(near, TrafficDirection.Ingress) is [var now]
            && now != before, "the older program stays");
        Eventually.True(() => BpfLink.List(near, TrafficDirection.Egress).Length == 1,
            "the older program stays");
        Assert.Equal(3 + 2 * 2, pins.Present().Count);
        Assert.Null(second.Fault(_ => "near"));
        Assert.Null(second.Remove());
        Eventually.True(() => BpfLink.List(near, TrafficDirection.Ingress).Length == 0,
            "the program stays");
        Assert.False(Directory.Exists(pins.GroupFolder));
    });

    [Fact]
    public void Fence_that_cannot_be_installed_whole_leaves_nothing_of_itself() =>
        BpfHost.RunWithCable(() =>
    {
        var pins = FencePins.Of(FenceHost.Group);
        pins.MakeFolder();

        // Its programs are attached by then: a folder cannot be replaced by a pin.
        Directory.CreateDirectory(pins.Lease);

        Assert.Throws<SystemFaultException>(
            () => KernelFence.Install(pins, 1, FenceHost.Interfaces));

        Eventually.True(() => BpfLink.List(
                NetworkNamespace.IndexOf("near"), TrafficDirection.Ingress).Length == 0,
            "half a fence stays");
        Assert.Empty(pins.Present());
    });

    [Fact]
    public void Interface_that_comes_is_covered_and_a_renamed_one_stays_so() => Run(
        "tcx", fence =>
    {
        NetworkNamespace.Ip("link add late type bridge");
        var late = FenceHost.Interface("late");
        Assert.False(fence.Covers(late));
        Assert.Equal([late], fence.Follow(FenceHost.Interfaces));
        Assert.True(fence.Covers(late));

        NetworkNamespace.Ip("link set late name later");
        Assert.Empty(fence.Follow(FenceHost.Interfaces));
        Assert.True(fence.Covers(FenceHost.Interface("later")));
        Assert.Null(fence.Fault(_ => "later"));

        NetworkNamespace.Ip("link del later");
        Assert.Empty(fence.Follow(FenceHost.Interfaces));
        Assert.False(fence.Covers(late));
        Assert.Null(fence.Fault(_ => "later"));
    });

    [Theory]
    [InlineData("tcx")]
    [InlineData("clsact")]
    public void What_is_taken_off_is_noticed_and_put_back(string method) => Run(method, fence =>
    {
        var near = NetworkNamespace.IndexOf("near");
        TakeOff(method, near);
        Assert.Contains("on the cable its program was taken off", fence.Fault(_ => "the cable"),
            StringComparison.Ordinal);

        fence.Restore(FenceHost.Interfaces);

        Assert.Null(fence.Fault(_ => "the cable"));
        using var asker = new Asker("near");
        AddToFar(Vip);
        Assert.Null(fence.Maps.Set(HostParts.Ip(Vip), VipState.Held));
        Assert.False(asker.IsAnswered(Vip));
    });

    [Fact]
    public void Fence_of_another_group_before_it_is_no_fault() => Run("tcx", fence =>
    {
        using var other = KernelFence.Install(
            FencePins.Of("other"), 1, FenceHost.Interfaces);
        Assert.Equal(
            2, BpfLink.List(NetworkNamespace.IndexOf("near"), TrafficDirection.Ingress).Length);
        Assert.Null(fence.Fault(_ => "near"));
        Assert.Null(other.Fault(_ => "near"));
    });

    [Fact]
    public void Pin_that_is_removed_is_noticed() => Run("tcx", fence =>
    {
        var pins = FencePins.Of(FenceHost.Group);
        File.Delete(pins.Lease);
        Assert.Contains("a pin in", fence.Fault(_ => ""), StringComparison.Ordinal);
        fence.Restore(FenceHost.Interfaces);
        Assert.Null(fence.Fault(_ => ""));
        File.Delete(pins.PathOf(TrafficDirection.Egress, NetworkNamespace.IndexOf("near")));
        Assert.Contains("is gone", fence.Fault(_ => ""), StringComparison.Ordinal);
    });

    [Fact]
    public void Other_programs_at_the_same_place_go_on() => Run("tcx", fence =>
    {
        var near = NetworkNamespace.IndexOf("near");
        using var dropping = BpfProgram.Load("other",
            new BpfAssembler().Move(BpfRegister.R0, 2).Exit().Assemble());
        using var other = BpfLink.Attach(dropping, near, TrafficDirection.Ingress);
        Assert.Contains("was put before it", fence.Fault(_ => "near"), StringComparison.Ordinal);
        fence.Restore(FenceHost.Interfaces);
        Assert.Null(fence.Fault(_ => "near"));
        Assert.Equal(2, BpfLink.List(near, TrafficDirection.Ingress).Length);
    });

    [Fact]
    public void Groups_of_one_host_keep_their_filters_apart() => BpfHost.RunWithCable(() =>
    {
        using var one = KernelFence.Install(
            FencePins.Of("one"), 1, FenceHost.Interfaces, usesFilters: true);
        using var two = KernelFence.Install(
            FencePins.Of("two"), 1, FenceHost.Interfaces, usesFilters: true);
        Assert.Null(one.Fault(_ => ""));
        Assert.Null(two.Remove());
        Assert.Null(one.Fault(_ => ""));
    });

    private static void Run(string method, Action<KernelFence> test) => BpfHost.RunWithCable(() =>
    {
        using var fence = KernelFence.Install(FencePins.Of(FenceHost.Group), 2,
            FenceHost.Interfaces, usesFilters: method == "clsact");
        Assert.Equal(method, fence.Method);
        test(fence);
    });

    private static void AddToFar(string vip) => NetworkNamespace.Ip(vip.Contains(':')
        ? $"address add {vip}/64 dev far nodad" : $"address add {vip}/24 dev far");

    private static void TakeOff(string method, int interfaceIndex)
    {
        if (method == "tcx")
        {
            using var link = BpfLink.Open(FencePins.Of(FenceHost.Group)
                .PathOf(TrafficDirection.Ingress, interfaceIndex));
            Assert.Null(link.Detach());
        }
        else
        {
            using var process = System.Diagnostics.Process.Start("tc", "qdisc del dev near clsact");
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }

    // From nobody's address, straight into the cable.
    private static void SendDatagram(ulong to)
    {
        using var packets = PacketSocket.Open();
        Assert.Null(packets.SendMany([new Frame(NetworkNamespace.IndexOf("near"),
            FenceFrames.Datagram(to, "10.0.0.99", Vip, Port))], out _));
    }

    private static long Sum(KernelFence fence) => DropCounters.Read(fence.Maps.Drops.Read)
        .Single(one => one.Key == "fence.dropped").Value;
}
