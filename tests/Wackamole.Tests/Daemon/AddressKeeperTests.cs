using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class AddressKeeperTests
{
    [Fact]
    public void Address_that_somebody_removes_is_reported_lost() => Run((parts, worker, notices) =>
    {
        Hold(parts, worker, "near:10.0.0.1/24", "near:10.0.0.2/24");

        NetworkNamespace.Ip("addr del 10.0.0.2/24 dev near");
        Pump(parts, worker, notices, () => parts.Saw<NodeEvent.AddressLost>());

        var lost = parts.Await<NodeEvent.AddressLost>();
        Assert.Equal(new NodeEvent.AddressLost(
            HostParts.Ip("10.0.0.1"), HostParts.Ip("10.0.0.2"), "near"), lost);
        Assert.True(parts.Held.IsHeld(HostParts.Ip("10.0.0.1")));
        Assert.False(parts.Held.IsHeld(HostParts.Ip("10.0.0.2")));
    });

    [Fact]
    public void Own_removal_is_no_loss_and_neither_is_an_old_notice() => Run(
        (parts, worker, notices) =>
    {
        var vif = Hold(parts, worker, "near:10.0.0.1/24");
        worker.TryOrder(new NodeAction.RemoveAddresses([vif]));
        parts.Await<NodeEvent.AddressesRemoved>();
        Hold(parts, worker, "near:10.0.0.1/24");

        // Only now are the notices of the removal read, when the address is there again.
        var keeper = Keeper(parts, worker);
        var removals = 0;
        while (notices.TryRead(out var notice))
        {
            removals += notice is RouteNotice.AddressRemoved ? 1 : 0;
            Assert.Null(keeper.Translate(notice));
        }

        Assert.Equal(1, removals);
        AwaitCheck(parts, worker);
        Assert.False(parts.Saw<NodeEvent.AddressLost>());
    });

    [Fact]
    public void Carrier_that_goes_and_comes_is_told_at_once_and_once() => Run(
        (parts, worker, notices) =>
    {
        var keeper = Keeper(parts, worker);
        NetworkNamespace.Ip("link set far down");
        var down = NextChange(keeper, notices, "near");
        Assert.False(down.Interface.Usable);
        NetworkNamespace.Ip("link set far up");
        var up = NextChange(keeper, notices, "near");
        Assert.True(up.Interface.Usable);
        Assert.Null(keeper.Translate(up));
    });

    [Fact]
    public void Interface_that_is_made_anew_has_lost_its_addresses() => Run(
        (parts, worker, notices) =>
    {
        Hold(parts, worker, "near:10.0.0.1/24");
        NetworkNamespace.Ip("link del near");
        NetworkNamespace.Ip("link add near type veth peer name far");
        NetworkNamespace.Ip("link set near up");
        NetworkNamespace.Ip("link set far up");

        Pump(parts, worker, notices, () => parts.Saw<NodeEvent.AddressLost>());
        Assert.Equal(NetworkNamespace.IndexOf("near"), parts.Interfaces.Find("near")!.Index);
        Hold(parts, worker, "near:10.0.0.1/24");
        Assert.Equal(["10.0.0.1/24"], HostParts.PresentText("near"));
    });

    [Fact]
    public void Interface_that_is_renamed_is_gone_under_its_old_name() => Run(
        (parts, worker, notices) =>
    {
        var keeper = Keeper(parts, worker);
        NetworkNamespace.Ip("link set near down");
        NetworkNamespace.Ip("link set near name other");

        Waiting.Until(notices, () =>
        {
            Translate(keeper, notices);
            return parts.Interfaces.Find("near") is null;
        }, "the old name's end");
        var listed = parts.Await<NodeEvent.InterfaceChanged>(
            one => one.Interface.Name == "other");
        keeper.Translate(listed);
        Assert.NotNull(parts.Interfaces.Find("other"));
    });

    [Fact]
    public void Lost_notices_are_made_up_for_by_looking_again() => Run((parts, worker, notices) =>
    {
        Hold(parts, worker, "near:10.0.0.1/24");
        NetworkNamespace.Ip("addr del 10.0.0.1/24 dev near");
        NetworkNamespace.Ip("link set far down");
        while (notices.TryRead(out _))
        {
        }

        Assert.Null(Keeper(parts, worker).Translate(new RouteNotice.Overrun()));

        parts.Await<NodeEvent.AddressLost>();
        Assert.False(parts.Await<NodeEvent.InterfaceChanged>(
            one => one.Interface.Name == "near").Interface.Usable);
    });

    private static void Run(Action<HostParts, AddressWorker, RouteMonitor> test) =>
        NetworkNamespace.RunWithCable(() =>
        {
            using var parts = new HostParts();
            using var worker = parts.Worker();
            using var notices = RouteMonitor.Open();
            parts.Grant();
            test(parts, worker, notices);
        });

    private static AddressKeeper Keeper(HostParts parts, AddressWorker worker) =>
        new(parts.Interfaces, parts.Held, worker);

    private static VirtualInterface Hold(
        HostParts parts, AddressWorker worker, params string[] addresses)
    {
        var vif = HostParts.Vif(addresses);
        worker.TryOrder(new NodeAction.AddAddresses([vif]));
        Assert.Null(parts.Await<NodeEvent.AddressesAdded>().Fault);
        return vif;
    }

    // The worker does one thing after another: when it has answered a removal, it has looked too.
    private static void AwaitCheck(HostParts parts, AddressWorker worker)
    {
        var other = HostParts.Vif("far:10.9.9.9/32");
        worker.TryOrder(new NodeAction.AddAddresses([other]));
        parts.Await<NodeEvent.AddressesAdded>(one => one.Head == other.Head);
        worker.TryOrder(new NodeAction.RemoveAddresses([other]));
        parts.Await<NodeEvent.AddressesRemoved>(one => one.Head == other.Head);
    }

    private static void Pump(
        HostParts parts, AddressWorker worker, RouteMonitor notices, Func<bool> isMet)
    {
        var keeper = Keeper(parts, worker);
        Eventually.True(() =>
        {
            Translate(keeper, notices);
            return isMet();
        }, "the notices did not lead to what was awaited");
    }

    private static void Translate(AddressKeeper keeper, RouteMonitor notices)
    {
        while (notices.TryRead(out var notice))
        {
            keeper.Translate(notice);
        }
    }

    private static NodeEvent.InterfaceChanged NextChange(
        AddressKeeper keeper, RouteMonitor notices, string name)
    {
        NodeEvent.InterfaceChanged? change = null;
        Waiting.Until(notices, () =>
        {
            while (change is null && notices.TryRead(out var notice))
            {
                change = keeper.Translate(notice) is NodeEvent.InterfaceChanged one
                    && one.Interface.Name == name ? one : null;
            }

            return change is not null;
        }, $"a change of {name}");
        return change!;
    }
}
