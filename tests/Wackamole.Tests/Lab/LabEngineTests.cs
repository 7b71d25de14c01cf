using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class LabEngineTests
{
    private static readonly HostFiles Files = new("/tmp/lab/n2");

    [Fact]
    public void Every_bound_on_Mesh_is_a_multiple_of_its_detection_time()
    {
        var times = LabEngines.Mesh.Times;
        Assert.Equal(400, times.Timing.Detection.TotalMilliseconds);
        Assert.Equal(
            [400, 0, 400, 800, 0, 1600, 1200, 6000, 100, 200, 4800],
            EngineTime.All.Select(time => time.On(times).TotalMilliseconds));
    }

    [Fact]
    public void Times_on_Mesh_follow_the_detection_time_of_the_plan() => Assert.Equal(100,
        new ClusterPlan { Timing = Timing.FromDetection(TimeSpan.FromMilliseconds(100)) }
            .Times.TakeOver.TotalMilliseconds);

    [Fact]
    public void Times_on_Corosync_follow_from_its_token_and_consensus()
    {
        var times = LabEngines.Corosync.Times;
        var change = CorosyncEngine.Token + CorosyncEngine.Consensus;
        Assert.Equal(660, change.TotalMilliseconds);
        Assert.True(times.Timing.Lease >= change + 2 * times.Timing.Heartbeat,
            "leases lapse with every change of the membership");
        Assert.Equal(times.Timing.Lease, times.TakeOver);
        Assert.Equal(2 * change, times.OneAnswer);
    }

    [Fact]
    public void A_lease_over_Spread_outlasts_a_change_of_its_membership()
    {
        var timing = LabEngines.Spread.Times.Timing;
        Assert.True(timing.Lease >= TimeSpan.FromMilliseconds(300 + 120 + 300)
            + 2 * timing.Heartbeat);
    }

    [Fact]
    public void Host_on_Spread_is_told_of_its_daemon_and_of_no_peers()
    {
        var plan = new ClusterPlan { Engine = LabEngines.Spread };
        var result = ConfigurationReader.Read(
            ConfigurationText.Of(plan.Host(2, "/tmp/key"), Files), "lab.conf");
        Assert.DoesNotContain(
            result.Diagnostics, it => it.Severity != DiagnosticSeverity.Note);
        Assert.Equal(EngineKind.Spread, result.File!.Engine);
        Assert.Equal("/tmp/lab/n2/tmp/4803", result.File.Spread);
        Assert.Equal(plan.Timing, result.File.Timing);
        Assert.Empty(result.File.Peers);
        Assert.Null(result.File.KeyFile);
    }

    [Fact]
    public void Spread_is_told_of_one_segment_with_every_host() => Assert.StartsWith("""
        # Written by wackalab for all of its hosts.
        Spread_Segment 10.77.15.255:4803 {
            n1 10.77.0.1
            n2 10.77.0.2
        }
        """, SpreadProgram.Configuration(Addresses(2)), StringComparison.Ordinal);

    [Fact]
    public void Corosync_is_told_of_every_host_by_number_name_and_address()
    {
        var text = CorosyncProgram.Configuration(Addresses(2));
        Assert.Contains("token: 300\n", text, StringComparison.Ordinal);
        Assert.Contains("consensus: 360\n", text, StringComparison.Ordinal);
        Assert.EndsWith("""
            nodelist {
                node {
                    nodeid: 1
                    name: n1
                    ring0_addr: 10.77.0.1
                }
                node {
                    nodeid: 2
                    name: n2
                    ring0_addr: 10.77.0.2
                }
            }

            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Engines_are_found_by_their_names()
    {
        Assert.All(LabEngines.All, engine => Assert.Same(engine, LabEngines.Named(engine.Name)));
        Assert.Null(LabEngines.Named("totem"));
    }

    private static IEnumerable<IpAddress> Addresses(int count) =>
        new ClusterPlan { Hosts = count }.Host(1, null).Peers.Select(links => links[0]);
}
