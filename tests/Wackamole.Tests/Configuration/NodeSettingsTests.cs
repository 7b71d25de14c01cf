using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

public sealed class NodeSettingsTests
{
    private static readonly ClusterKeys Keys =
        new([[.. Enumerable.Range(0, 32).Select(i => (byte)i)]]);

    [Fact]
    public void Settings_hold_what_the_file_says()
    {
        var settings = Completed("""
            Mature = 6s LeaveLimit = 7s Weight = 3 AnnounceRefresh = 8s Arp-Cache = 9s
            Balance { Interval = 10s AcquisitionsPerRound = 11 }
            VIFs { eth0:10.9.9.15/24 eth0:10.9.9.11/24 }
            Prefer 10.9.9.11 Notify Arp-Cache
            """).ToNodeSettings("web1.example.org", Keys, out var fault)!;

        Assert.Null(fault);
        Assert.Equal("web1", settings.Name);
        Assert.Equal("rest", settings.Group);
        Assert.Equal(TimeSpan.FromSeconds(6), settings.Mature);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.LeaveLimit);
        Assert.Equal(3, settings.Weight);
        Assert.Equal(TimeSpan.FromSeconds(8), settings.AnnounceRefresh);
        Assert.Equal(TimeSpan.FromSeconds(9), settings.ArpTableInterval);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.BalanceInterval);
        Assert.Equal(11, settings.AcquisitionsPerRound);
        Assert.Equal([Ip("10.9.9.11"), Ip("10.9.9.15"), Ip("10.9.9.100")],
            settings.VirtualInterfaces.Select(one => one.Head));
        Assert.Equal([Block("10.9.9.11", 32)], settings.Preferred);
        Assert.True(settings.Notify.ArpTable);
        Assert.Equal(2, settings.Peers.Length);
        Assert.Equal(1, settings.Links);
        Assert.Null(settings.Multicast);
        Assert.Same(Keys, settings.Keys);
    }

    [Fact]
    public void Host_that_a_new_file_calls_a_witness_goes_on_holding_until_it_is_restarted()
    {
        const string Voting = "Quorum = majority Voters { a b c } VIFs { eth0:10.9.9.11/24 }";
        var holder = Completed(Voting).ToNodeSettings("a", Keys, out _)!;
        var file = Completed(Voting + " Witness = yes");
        var witness = file.ToNodeSettings("a", Keys, out _)!;
        Assert.True(witness.Witness);
        Assert.Empty(witness.VirtualInterfaces);

        var stays = file.StayWitness(witness, isWitness: false);

        Assert.False(stays.Witness);
        Assert.Equal(holder.VirtualInterfaces, stays.VirtualInterfaces);
        Assert.Empty(file.StayWitness(witness, isWitness: true).VirtualInterfaces);
    }

    [Fact]
    public void Name_that_is_written_comes_before_the_host_s() => Assert.Equal("a-1.b_2",
        Completed("Node = a-1.b_2").ToNodeSettings("web1", Keys, out _)!.Name);

    [Theory]
    [InlineData("")]
    [InlineData(".example.org")]
    [InlineData("büro")]
    [InlineData("a b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void Host_name_that_cannot_name_a_node_is_refused_with_what_to_write(string name)
    {
        Assert.Null(Completed(string.Empty).ToNodeSettings(name, Keys, out var fault));
        Assert.Contains("Node = NAME", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_key_is_refused_with_what_to_run()
    {
        Assert.Null(Completed(string.Empty).ToNodeSettings("web1", null, out var fault));
        Assert.Contains("wackatrl keygen", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_not_used_where_none_are_wanted() =>
        Assert.Null(Completed("Authentication = none").ToNodeSettings("a", Keys, out _)!.Keys);

    [Fact]
    public void Spread_line_makes_the_group_of_a_Spread_daemon_s()
    {
        var file = Assert.IsType<ConfigurationFile>(Read("""
            Spread = 4803@host SpreadRetryInterval = 3s Group = g
            VIFs { eth0:10.9.9.100/24 }
            """).File);
        Assert.Equal((EngineKind.Spread, "4803@host"), (file.Engine, file.Spread));
        var settings = file.ToNodeSettings("web1", null, out var fault)!;
        Assert.Null(fault);
        Assert.Equal(("spread", TimeSpan.FromSeconds(3)),
            (settings.OrderedGroup!.Engine, settings.OrderedGroup.RetryInterval));
        Assert.Equal(0, settings.Links);
        Assert.Null(settings.Keys);
    }

    [Theory]
    [InlineData("", 4_000, 100)]
    [InlineData("DetectionTime = 1s", 1_000, 100)]
    [InlineData("DetectionTime = 400ms", 400, 50)]
    [InlineData("DetectionTime = 8s Heartbeat = 500ms", 8_000, 500)]
    public void Times_over_Spread_leave_room_for_its_own(
        string written, int detectionMs, int heartbeatMs)
    {
        var timing = Read($"Spread = 4803 Group = g VIFs {{ eth0:10.9.9.100/24 }} {written}")
            .File!.Timing;
        Assert.Equal((detectionMs, heartbeatMs),
            (timing.Detection.TotalMilliseconds, timing.Heartbeat.TotalMilliseconds));
        Assert.Null(timing.Fault());
    }
}
