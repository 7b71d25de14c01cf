using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Configuration;

/// <summary>Times that fit Corosync's.</summary>
public sealed class CorosyncTimingTests
{
    /// <summary>Token, consensus, and the detection time that follows, in milliseconds.</summary>
    public static TheoryData<int, int, int> Derived => new()
    {
        { 300, 360, 1_220 },
        { 1_000, 1_200, 2_760 },
        { 3_650, 4_380, 8_590 },
        { 100, 120, 450 },
        { 50_000, 60_000, 60_000 },
    };

    [Theory]
    [MemberData(nameof(Derived))]
    public void Lease_outlasts_token_and_consensus_and_the_heartbeats_beside(
        int tokenMs, int consensusMs, int expectedMs)
    {
        var (token, consensus) = (TimeSpan.FromMilliseconds(tokenMs),
            TimeSpan.FromMilliseconds(consensusMs));
        var timing = CorosyncTiming.For(token, consensus);
        Assert.Equal(expectedMs, timing.Detection.TotalMilliseconds);
        Assert.Null(timing.Fault());
        if (timing.Detection < Limits.LongestDetectionTime)
        {
            Assert.Null(CorosyncTiming.Fault(timing, token, consensus));
            Assert.True(timing.Lease >= token + consensus + 3 * timing.Heartbeat);
        }
    }

    [Fact]
    public void Default_is_enough_for_three_nodes_of_corosync_s_own_settings() => Assert.Null(
        CorosyncTiming.Fault(Read("Engine = corosync").Timing,
            TimeSpan.FromMilliseconds(3_650), TimeSpan.FromMilliseconds(4_380)));

    [Fact]
    public void Lease_that_a_change_of_members_outlasts_is_named_with_what_to_write()
    {
        var fault = CorosyncTiming.Fault(Read("Engine = corosync DetectionTime = 4s").Timing,
            TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.6));
        Assert.Contains("`DetectionTime = 7160ms`", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Heartbeat_must_be_well_below_consensus() => Assert.Contains("heartbeat",
        CorosyncTiming.Fault(Read("Engine = corosync DetectionTime = 4s").Timing,
            TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(120)),
        StringComparison.Ordinal);

    [Fact]
    public void Times_follow_corosync_where_none_is_written_and_the_print_says_so()
    {
        Assert.False(Read("Engine = corosync Heartbeat = 100ms").TimesFollowCorosync);
        Assert.False(Read("Engine = mesh Authentication = none").TimesFollowCorosync);
        var file = Read("Engine = corosync");
        Assert.True(file.TimesFollowCorosync);
        var printed = ConfigurationPrinter.Print(file);
        Assert.Contains("# DetectionTime is not set", printed, StringComparison.Ordinal);
        Assert.Equal(file, ConfigurationReader.Read(printed, "printed").File);
    }

    [Fact]
    public void Engine_is_told_that_alives_are_confirmed_and_votes_counted()
    {
        var node = Read("Engine = corosync Node = a SpreadRetryInterval = 2s")
            .ToNodeSettings("host", null, out var fault);
        Assert.Null(fault);
        var engine = node!.OrderedGroup!;
        Assert.Equal(("corosync", TimeSpan.FromSeconds(2), true, true),
            (engine.Engine, engine.RetryInterval, engine.ConfirmsAlives, engine.CountsVotes));
        Assert.Equal(0, node.Links);
    }

    private static ConfigurationFile Read(string text) => ConfigurationReader.Read(
        $"Group = g {text.Replace(" ", "\n", StringComparison.Ordinal).Replace("\n=\n", " = ",
            StringComparison.Ordinal)}\nVIFs {{ eth0:10.0.0.100/24 }}\n", "test").File!;
}
