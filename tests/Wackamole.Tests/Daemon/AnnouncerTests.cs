using System.Text.Json;
using Wackamole.Addresses;
using Wackamole.Announcing;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;
using Sighting = Wackamole.Linux.Sighting;

namespace Wackamole.Tests.Daemon;

public sealed class AnnouncerTests
{
    [Fact]
    public void Held_address_is_announced_in_both_forms_of_arp() => Run((parts, announcer, ear) =>
    {
        parts.Grant();
        Hold(parts, "near:10.0.0.1/24");

        announcer.Announce([HostParts.Vif("near:10.0.0.1/24")]);

        var first = Next(ear);
        var second = Next(ear);
        Assert.Equal(SightingKind.ArpRequest, first.Kind);
        Assert.Equal(SightingKind.ArpReply, second.Kind);
        Assert.Equal(HostParts.Ip("10.0.0.1"), first.Claimed);
        Assert.Equal(parts.Interfaces.Find("near")!.HardwareAddress, second.HardwareAddress);
    });

    [Fact]
    public void Address_that_is_not_held_any_more_is_not_announced() => Run(
        (parts, announcer, ear) =>
    {
        parts.Grant();
        Hold(parts, "near:10.0.0.1/24");
        Hold(parts, "near:10.0.0.2/24");
        parts.Held.Mark([HostParts.Ip("10.0.0.1")], HoldState.Removing);

        announcer.Announce(
            [HostParts.Vif("near:10.0.0.1/24"), HostParts.Vif("near:10.0.0.2/24")]);

        Assert.Equal(HostParts.Ip("10.0.0.2"), Next(ear).Claimed);
    });

    [Fact]
    public void Nothing_is_announced_once_the_lease_is_over() => Run((parts, announcer, ear) =>
    {
        Hold(parts, "near:10.0.0.1/24");
        Hold(parts, "near:10.0.0.2/24");
        parts.Lease.Set(Instant.Past);
        var rounds = announcer.Rounds;
        announcer.Announce([HostParts.Vif("near:10.0.0.1/24")]);
        Eventually.True(() => announcer.Rounds > rounds, "the announcer did not look");
        parts.Grant();

        announcer.Announce([HostParts.Vif("near:10.0.0.2/24")]);

        Assert.Equal(HostParts.Ip("10.0.0.2"), Next(ear).Claimed);
    });

    [Fact]
    public void Notification_reaches_the_host_that_it_is_for() => Run((parts, announcer, ear) =>
    {
        parts.Grant();
        Hold(parts, "near:10.0.0.1/24");
        var far = parts.Interfaces.Find("far")!.HardwareAddress;

        announcer.Notify([new NotifyFrame(
            HostParts.Address("near:10.0.0.1/24"), HostParts.Ip("10.0.0.77"), far, false)]);

        var seen = Next(ear);
        Assert.Equal(SightingKind.ArpReply, seen.Kind);
        Assert.Equal(HostParts.Ip("10.0.0.1"), seen.Claimed);
    });

    [Fact]
    public void Thousand_addresses_are_all_announced() => Run((parts, announcer, ear) =>
    {
        parts.Grant();
        VirtualInterface[] many = [.. Enumerable.Range(0, 1000).Select(host =>
            HostParts.Vif($"near:10.0.{host / 250}.{1 + host % 250}/32"))];
        foreach (var one in many)
        {
            Hold(parts, one.Addresses[0].ToString());
        }

        announcer.Announce([.. many]);

        // More than the listener's buffer holds: the interface itself counts them.
        Eventually.True(() => Received("far") >= 2000, "frames are missing");
    });

    private static void Run(Action<HostParts, Announcer, ArpListener> test) =>
        NetworkNamespace.RunWithCable(() =>
        {
            using var parts = new HostParts();
            using var announcer = new Announcer(
                parts.Lease, parts.Held, parts.Interfaces, parts.Threads, parts.Log);
            using var ear = ArpListener.Open(NetworkNamespace.IndexOf("far"));
            test(parts, announcer, ear);
        });

    private static long Received(string name)
    {
        using var shown = JsonDocument.Parse(NetworkNamespace.Ip($"-s -j link show {name}"));
        return shown.RootElement[0].GetProperty("stats64").GetProperty("rx")
            .GetProperty("packets").GetInt64();
    }

    private static void Hold(HostParts parts, string text)
    {
        var address = HostParts.Address(text);
        parts.Held.Enter([new HeldAddress(address.Address, address,
            parts.Interfaces.Find(address.Interface)!.Index, HoldState.Held)]);
    }

    private static Sighting Next(ArpListener ear)
    {
        Sighting? found = null;
        Waiting.Until(ear, () =>
        {
            found = ear.TryReceive(out var sighting) ? sighting : null;
            return found is not null;
        }, "a frame");
        return found!.Value;
    }
}
