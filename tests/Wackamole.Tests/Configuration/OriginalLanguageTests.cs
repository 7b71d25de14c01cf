using Wackamole.Core.Announcements;
using Wackamole.Core.Configuration;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

/// <summary>
/// What the original's grammar accepts, with its meaning. `Engine = mesh` stands in the files
/// because the engine that they are written for does not exist yet.
/// </summary>
public sealed class OriginalLanguageTests
{
    [Fact]
    public void File_in_the_original_s_style_is_read_with_its_meaning()
    {
        var file = Accepted("""
            # The Spread daemon we are connecting to. It should be on the local box
            Spread = 4803
            SpreadRetryInterval = 5s
            # The group name
            Group = wack1
            # Named socket for online control
            Control = /var/run/wack.it

            # Denote interface/IP address that we are interested in.
            prefer { eth0:10.3.4.5/32 eth1:10.9.8.7/32 }

            VirtualInterfaces {
                    { fxp2:10.3.4.5/32 }
                    fxp2:10.3.4.6/24
                    { fxp2:10.3.4.7/24n16 fxp1:10.9.8.7/24 }
            }

            # Collect and broadcast the IPs in our ARP table every so often
            Arp-Cache = 90s

            notify {
                    # Let's notify our router:
                    fxp2:10.3.4.1/32
                    fxp1:10.9.8.0/24 throttle 16
                    # and the people we have been speaking with
                    arp-cache
            }
            balance {
                    AcquisitionsPerRound = all
                    interval = 4s
            }
            mature = 5s
            Engine = mesh Authentication = none
            """);

        Assert.Equal("4803", file.Spread);
        Assert.Equal(EngineKind.Mesh, file.Engine);
        Assert.Equal("wack1", file.Group);
        Assert.Equal("/var/run/wack.it", file.Control);
        Assert.Equal([Block("10.3.4.5", 32), Block("10.9.8.7", 32)], file.Preferred.Items);
        Assert.Equal(3, file.VirtualInterfaces.Count);
        Assert.Equal([On("fxp2", "10.3.4.7", 24, 16), On("fxp1", "10.9.8.7", 24)],
            file.VirtualInterfaces[2].Addresses);
        Assert.Equal(TimeSpan.FromSeconds(90), file.ArpTableInterval);
        Assert.Equal(
            [
                new NotifyTarget("fxp2", Block("10.3.4.1", 32), 0, false),
                new NotifyTarget("fxp1", Block("10.9.8.0", 24), 16, false),
            ],
            file.Notify.Targets);
        Assert.True(file.Notify.ArpTable);
        Assert.False(file.Notify.PingArpTable);
        Assert.Null(file.AcquisitionsPerRound);
    }

    [Fact]
    public void Defaults_are_the_manual_s_and_not_the_original_s_effective_ones()
    {
        var file = Completed(string.Empty);

        Assert.Equal(TimeSpan.FromSeconds(5), file.Mature);
        Assert.Equal(TimeSpan.FromSeconds(4), file.BalanceInterval);
        Assert.Equal(1, file.AcquisitionsPerRound);
        Assert.Equal(TimeSpan.FromSeconds(60), file.ArpTableInterval);
        Assert.Equal(TimeSpan.FromSeconds(5), file.SpreadRetryInterval);
        Assert.Null(file.Spread);
        Assert.True(file.Notify.IsEmpty);
        Assert.True(file.Preferred.IsEmpty);
    }

    [Theory]
    [InlineData("MATURE = 7s")]
    [InlineData("mature = 7S")]
    [InlineData("mAtUrE\n=\n\n7s")]
    [InlineData("Mature = 7s#seven")]
    [InlineData("#Mature = 8s\r\nMature\t=\t7s\r")]
    [InlineData("Mature=7s")]
    [InlineData("Mature= 7s")]
    [InlineData("Mature =7s")]
    [InlineData("Mature = 7000ms")]
    [InlineData("Mature = 9s Mature = 7s")]
    public void Keywords_blanks_and_comments_are_as_free_as_in_the_original(string text) =>
        Assert.Equal(TimeSpan.FromSeconds(7), Completed(text).Mature);

    [Theory]
    [InlineData("5s", 5_000)]
    [InlineData("5S", 5_000)]
    [InlineData("2m", 120_000)]
    [InlineData("2M", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1H", 3_600_000)]
    [InlineData("0s", 0)]
    [InlineData("0001s", 1_000)]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1_500)]
    public void Time_has_its_unit(string text, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds), Completed($"Mature = {text}").Mature);

    [Fact]
    public void Hour_is_3600_seconds_and_that_is_said() =>
        Assert.Contains(DiagnosticKind.HourMeans3600Seconds, KindsOfCompleted("Mature = 1h"));

    [Theory]
    [InlineData("a=b")]
    [InlineData("=x")]
    [InlineData("Group=x")]
    [InlineData("it's")]
    [InlineData("a\"b")]
    [InlineData("\"a\"b")]
    [InlineData("'a'\"b\"")]
    [InlineData("port")]
    [InlineData("Mesh")]
    [InlineData("50ms")]
    [InlineData("10.0.0.1")]
    [InlineData("5x")]
    [InlineData("eth0:10.0.0.1")]
    public void Bare_word_stays_whole(string word) =>
        Assert.Equal(word, Accepted($"Group = {word}\nAuthentication = none").Group);

    [Theory]
    [InlineData("\"wack 1\"", "wack 1")]
    [InlineData("'wack 1'", "wack 1")]
    [InlineData("\"it's\"", "it's")]
    [InlineData("'say \"x\"'", "say \"x\"")]
    [InlineData("\"a # b { } = c\"", "a # b { } = c")]
    [InlineData("\"two\nlines\"", "two\nlines")]
    [InlineData("\"all\"", "all")]
    [InlineData("\"4803\"", "4803")]
    [InlineData("\"a\"#comment", "a")]
    public void Quoted_text_is_taken_as_it_stands(string quoted, string meaning) =>
        Assert.Equal(meaning, Accepted($"Group = {quoted}\nAuthentication = none").Group);

    [Fact]
    public void Quote_that_is_closed_before_more_characters_ends_at_them()
    {
        // The quoted string is longer than the run «"a», so it wins, and «c» is a word of its own.
        var result = Read("Group = \"a b\"c");
        Assert.Contains(result.Diagnostics, one => one.Kind == DiagnosticKind.UnexpectedToken);
    }

    [Theory]
    [InlineData("VirtualInterfaces")]
    [InlineData("VIFs")]
    [InlineData("VIPs")]
    [InlineData("vifs")]
    public void Virtual_interfaces_have_three_names_and_accumulate(string name)
    {
        var file = Completed(name + "{eth0:10.0.0.1/24}" + name + " {{eth1:10.0.0.2/24}}");
        Assert.Equal(["10.0.0.1", "10.0.0.2", "10.9.9.100"],
            file.VirtualInterfaces.Select(one => one.ToString()));
    }

    [Fact]
    public void First_address_of_a_group_is_its_head()
    {
        var file = Completed("VIFs { { eth0:10.0.0.9/24 eth1:10.0.0.1/24 } }");
        Assert.Equal(Ip("10.0.0.9"), file.VirtualInterfaces[0].Head);
    }

    [Theory]
    [InlineData("eth0:10.0.0.1/24", "eth0", 24, 24)]
    [InlineData("eth0:10.0.0.1/24n16", "eth0", 24, 16)]
    [InlineData("eth0.5:10.0.0.1/08", "eth0.5", 8, 24)]
    [InlineData("br-a@b:10.0.0.1/32n8", "br-a@b", 32, 8)]
    [InlineData("eth0:10.0.0.1", "eth0", 32, 24)]
    [InlineData("eth0:010.00.0.001/24", "eth0", 24, 24)]
    public void Address_has_interface_length_and_neighbourhood(
        string text, string name, int length, int neighbourhood) => Assert.Equal(
        On(name, "10.0.0.1", length, neighbourhood),
        Completed($"VIFs {{ {text} }}").VirtualInterfaces[0].Addresses[0]);

    [Fact]
    public void All_stays_all_whatever_number_follows()
    {
        var file = Completed(
            "Balance { AcquisitionsPerRound = all } Balance { AcquisitionsPerRound = 2 }");
        Assert.Null(file.AcquisitionsPerRound);
    }

    [Theory]
    [InlineData("Prefer None")]
    [InlineData("Prefer none Notify NONE")]
    public void None_adds_nothing(string text)
    {
        var file = Completed(text);
        Assert.True(file.Preferred.IsEmpty);
        Assert.True(file.Notify.IsEmpty);
    }

    [Fact]
    public void None_takes_nothing_away()
    {
        var file = Completed("""
            Prefer 10.9.9.100 Prefer None
            Notify Arp-Cache Notify None
            """);
        Assert.Equal([Block("10.9.9.100", 32)], file.Preferred.Items);
        Assert.True(file.Notify.ArpTable);
    }

    [Theory]
    [InlineData("Prefer 10.9.9.100", 32)]
    [InlineData("Prefer 10.9.9.100/32", 32)]
    [InlineData("Prefer anything:10.9.9.100/32", 32)]
    [InlineData("Prefer \"10.9.9.100\"", 32)]
    [InlineData("Prefer { 10.9.9.100 }", 32)]
    public void Preference_takes_addresses_in_every_form(string text, int length) =>
        Assert.Equal([Block("10.9.9.100", length)], Completed(text).Preferred.Items);

    [Fact]
    public void Preference_for_a_block_is_one_for_the_whole_block() =>
        Assert.Equal([Block("10.9.9.0", 25)], Completed("Prefer 10.9.9.0/25").Preferred.Items);

    [Theory]
    [InlineData("10.9.9.7/32 throttle 5 ping", 5, true)]
    [InlineData("10.9.9.7/32 ping throttle 5", 5, true)]
    [InlineData("10.9.9.7/32 THROTTLE 5", 5, false)]
    [InlineData("10.9.9.7/32 Ping", 0, true)]
    [InlineData("10.9.9.7", 0, false)]
    public void Notify_entry_has_its_options(string entry, int throttle, bool ping) => Assert.Equal(
        [new NotifyTarget(string.Empty, Block("10.9.9.7", 32), throttle, ping)],
        Completed($"Notify {{ {entry} }}").Notify.Targets);

    [Theory]
    [InlineData("Notify Arp-Cache", false)]
    [InlineData("Notify { arp-cache }", false)]
    [InlineData("Notify { ARP-CACHE ping }", true)]
    public void Notify_tells_the_shared_arp_table(string text, bool ping)
    {
        var notify = Completed(text).Notify;
        Assert.True(notify.ArpTable);
        Assert.Equal(ping, notify.PingArpTable);
    }

    [Fact]
    public void Empty_control_is_no_socket() => Assert.Null(Completed("Control = \"\"").Control);
}
