using System.Collections.Immutable;
using Wackamole.Addresses;
using Wackamole.Commands;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux;
using Wackamole.Tests.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Fencing;

/// <summary>How the daemon stands with its fence, and what it does when it cannot.</summary>
public sealed class FenceTests
{
    private const string Vif = "near:10.0.0.100/24";

    [Fact]
    public void Installed_fence_is_said_to_the_node_and_knows_every_address() =>
        FenceHost.RunWithCable(host =>
    {
        Assert.True(host.Fence.Stands, host.Fence.Reason);
        Assert.Equal(new NodeEvent.FenceChanged(FenceKind.Kernel), host.Fence.News);
        Assert.Contains("the fence stands on", host.Log.Text, StringComparison.Ordinal);
        Assert.Null(host.Fence.WhyNotOn(FenceHost.Interface("near")));
        Assert.Null(host.Fence.WhyNotOn(FenceHost.Interface("lo")));
    });

    [Fact]
    public void Address_that_comes_opens_after_its_addition_and_closes_before_its_removal() =>
        FenceHost.RunWithCable(host =>
    {
        using var parts = new HostParts { Fence = host.Fence };
        using var route = RouteSocket.Open();
        host.Grant();
        var changer = new AddressChanger(
            route, host.Lease, parts.Held, parts.Interfaces, host.Fence,
            parts.Lifetimes);
        using var asker = new Asker("far");

        Assert.Null(Assert.Single(changer.Add([HostParts.Vif(Vif)])).Fault);
        Eventually.True(() => asker.IsAnswered(FenceHost.Vip), "nobody answers");
        host.Lease.Set(Instant.Past);
        Assert.False(asker.IsAnswered(FenceHost.Vip));
        host.Grant();
        Eventually.True(() => asker.IsAnswered(FenceHost.Vip), "nobody answers");

        Assert.Null(Assert.Single(changer.Remove([HostParts.Vif(Vif)])).Fault);
        NetworkNamespace.Ip("address add 10.0.0.100/24 dev near");
        Assert.False(asker.IsAnswered(FenceHost.Vip));
    });

    [Fact]
    public void Closed_word_stays_closed_whatever_the_loop_still_says() =>
        FenceHost.RunWithCable(host =>
    {
        host.Lease.Close();
        host.Grant();
        using var pinned = BpfMap.Open(host.Settings.Pins.Lease);
        var value = new byte[8];
        Assert.True(pinned.TryLookUp(new byte[4], value));
        Assert.Equal(new byte[8], value);
    });

    [Fact]
    public void Lease_word_is_the_deadline_that_the_kernel_reads() => FenceHost.RunWithCable(host =>
    {
        host.Lease.Set(new Instant(0x0102030405060708));
        using var pinned = BpfMap.Open(host.Settings.Pins.Lease);
        var value = new byte[8];
        Assert.True(pinned.TryLookUp(new byte[4], value));
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], value);
    });

    [Fact]
    public void Reread_configuration_changes_what_is_managed() => FenceHost.RunWithCable(host =>
    {
        using var asker = new Asker("far");
        NetworkNamespace.Ip("address add 10.0.0.7/24 dev near");
        NetworkNamespace.Ip("address add 10.0.0.100/24 dev near");
        Eventually.True(() => asker.IsAnswered("10.0.0.7"), "nobody answers");
        Assert.False(asker.IsAnswered(FenceHost.Vip));

        host.Fence.Manage([HostParts.Ip("10.0.0.7")]);

        Assert.False(asker.IsAnswered("10.0.0.7"));
        Eventually.True(() => asker.IsAnswered(FenceHost.Vip), "nobody answers");
    });

    [Theory]
    [InlineData(FenceMode.Auto, FenceStanding.Unfenced, true)]
    [InlineData(FenceMode.Required, FenceStanding.Refused, false)]
    internal void Missing_file_system_is_named_with_its_remedy(
        FenceMode mode, FenceStanding standing, bool mayHold) => NetworkNamespace.RunWithCable(() =>
    {
        using var host = FenceHost.Another(mode, "/sys");
        Assert.Equal(standing, host.Fence.Standing);
        Assert.Equal((FenceKind.None, mayHold), (host.Fence.News.Fence, host.Fence.News.MayHold));
        Assert.Contains("mount -t bpf bpf", host.Fence.Reason, StringComparison.Ordinal);
        Assert.Equal(mayHold, host.Fence.WhyNotOn(FenceHost.Interface("near")) is null);
        Assert.Contains(mayHold ? "This host is unfenced" : "This host holds nothing",
            host.Log.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Read_only_file_system_is_named_with_its_remedy() => BpfHost.RunWithCable(() =>
    {
        BpfHost.Mount($"-o remount,ro {BpfFileSystem.Root}");
        using var host = FenceHost.Another();
        Assert.Equal(FenceStanding.Unfenced, host.Fence.Standing);
        Assert.Contains("EROFS", host.Fence.Reason, StringComparison.Ordinal);
        Assert.Contains("remount,rw", host.Fence.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void Refused_bpf_is_named_and_what_an_older_run_left_goes() => FenceHost.RunWithCable(
        left =>
    {
        Assert.NotEmpty(left.Settings.Pins.Present());
        LostCapabilities.OfThisThread(Capability.Bpf);
        using var host = FenceHost.Another();
        Assert.Equal(FenceStanding.Unfenced, host.Fence.Standing);
        Assert.Contains("EPERM", host.Fence.Reason, StringComparison.Ordinal);
        Assert.Contains("CAP_BPF", host.Fence.Reason, StringComparison.Ordinal);

        // Closed as it is, it would drop what the unfenced daemon answers.
        Assert.Empty(left.Settings.Pins.Present());
    });

    [Fact]
    public void Remnant_that_cannot_be_removed_lets_nothing_be_held() => FenceHost.RunWithCable(
        left =>
    {
        BpfHost.Mount($"-o remount,ro {BpfFileSystem.Root}");
        using var host = FenceHost.Another();
        Assert.Equal(FenceStanding.Refused, host.Fence.Standing);
        Assert.False(host.Fence.News.MayHold);
        Assert.Contains("read-only", host.Fence.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void Remnant_that_may_be_hidden_lets_nothing_be_held() => FenceHost.RunWithCable(
        left =>
    {
        File.SetUnixFileMode(BpfFileSystem.Root, UnixFileMode.None);
        LostCapabilities.OfThisThreadAndAccess(Capability.Bpf);
        using var host = FenceHost.Another();
        Assert.Equal(FenceStanding.Refused, host.Fence.Standing);
        Assert.Contains("wackamole --prepare", host.Fence.Reason, StringComparison.Ordinal);
        Assert.True(left.Fence.Stands);
    });

    [Fact]
    public void Place_that_is_closed_is_no_matter_where_nothing_is_attached() =>
        BpfHost.RunWithCable(() =>
    {
        File.SetUnixFileMode(BpfFileSystem.Root, UnixFileMode.None);
        LostCapabilities.OfThisThreadAndAccess(Capability.Bpf);
        using var host = FenceHost.Another();
        Assert.Equal(FenceStanding.Unfenced, host.Fence.Standing);
    });

    [Fact]
    public void Prepared_place_is_the_users_own() => BpfHost.RunWithCable(() =>
    {
        var pins = FencePins.Of("web");
        Assert.Null(PrepareCommand.Prepare(pins, "nobody"));
        Assert.True(Directory.Exists(pins.GroupFolder));
        Assert.True(File.GetUnixFileMode(BpfFileSystem.Root).HasFlag(UnixFileMode.OtherExecute));
        Assert.Contains("no user", PrepareCommand.Prepare(pins, "no-such-user"),
            StringComparison.Ordinal);
    });

    [Fact]
    public void Configuration_that_grows_while_the_daemon_runs_has_room_in_the_fence() =>
        FenceHost.RunWithCable(host =>
    {
        host.Fence.Manage(Many(Limits.VirtualInterfaces));

        Assert.Null(host.Fence.Set(Many(Limits.VirtualInterfaces), VipState.Closed));
        Assert.DoesNotContain("no room", host.Log.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Configuration_that_outgrows_the_fence_is_said_with_the_remedy() =>
        FenceHost.RunWithCable(host =>
    {
        host.Fence.Manage(Many(5 * Limits.VirtualInterfaces));

        Assert.Single(host.Log.Text.Split('\n'),
            line => line.Contains("has no room", StringComparison.Ordinal)
                && line.Contains("restart", StringComparison.Ordinal));
    });

    [Fact]
    public void Without_a_fence_by_choice_nothing_is_attached() => FenceHost.RunWithCable(
        host =>
    {
        Assert.Equal(FenceStanding.Unfenced, host.Fence.Standing);
        Assert.Contains("Fence = none", host.Fence.Reason, StringComparison.Ordinal);
        Assert.Empty(BpfLink.List(NetworkNamespace.IndexOf("near"), TrafficDirection.Ingress));
        Assert.Empty(host.Fence.Counters());
    }, FenceMode.None);

    private static ImmutableHashSet<IpAddress> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(number => IpAddress.V4(0x0b00_0000 + (uint)number))];
}
