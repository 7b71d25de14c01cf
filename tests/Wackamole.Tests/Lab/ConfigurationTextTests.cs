using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class ConfigurationTextTests
{
    private static readonly HostFiles Files = new("/tmp/lab/n2");

    [Fact]
    public void File_of_a_lab_host_is_read_without_a_complaint_and_says_what_was_planned()
    {
        var plan = new ClusterPlan { Hosts = 3 };
        var read = Read(plan.Host(2, "/tmp/lab/cluster.key"));
        Assert.Equal("n2", read.Node);
        Assert.Equal("lab", read.Group);
        Assert.Equal("/tmp/lab/n2/control", read.Control);
        Assert.Equal("/tmp/lab/n2/state", read.StateDirectory);
        Assert.Equal("/tmp/lab/cluster.key", read.KeyFile);
        Assert.Equal(plan.Timing, read.Timing);
        Assert.Null(read.AcquisitionsPerRound);
        Assert.Equal(3, read.Peers.Count);
        Assert.Equal(plan.VirtualInterfaces.AsEnumerable(), read.VirtualInterfaces.Items);
    }

    [Fact]
    public void Two_links_groups_preferences_and_weights_are_written_too()
    {
        var router = new VirtualInterface(
        [
            ClusterPlan.On(0, AddressPlan.Virtual(1)),
            ClusterPlan.On(1, AddressPlan.Virtual(1, segment: 1)),
        ]);
        var plan = new ClusterPlan
        {
            Segments = 2,
            DualLink = true,
            VirtualInterfaces = [router, new([ClusterPlan.On(0, AddressPlan.VirtualV6(1), 64)])],
            Change = (_, host) => host with
            {
                Weight = 7,
                Preferred = [new AddressBlock(AddressPlan.Host(0), 20)],
                KeyFile = null,
                Extra = "LeaveLimit = 2s",
            },
        };
        var read = Read(plan.Host(1, null));
        Assert.All(read.Peers.Items, peer => Assert.Equal(2, peer.Endpoints.Length));
        Assert.Equal(plan.VirtualInterfaces.AsEnumerable(), read.VirtualInterfaces.Items);
        Assert.Equal(7, read.Weight);
        Assert.Equal([new AddressBlock(AddressPlan.Host(0), 20)], read.Preferred.Items);
        Assert.Equal(AuthenticationMode.None, read.Authentication);
        Assert.Equal(TimeSpan.FromSeconds(2), read.LeaveLimit);
    }

    [Fact]
    public void Hosts_without_peers_may_be_told_a_multicast_group()
    {
        var plan = new ClusterPlan().Host(1, null) with
        {
            Peers = [],
            Extra = "Multicast = 239.77.0.1\nLinks { eth0 }",
        };
        var read = Read(plan);
        Assert.Equal("239.77.0.1", read.Multicast?.Address.ToString());
        Assert.Equal(["eth0"], read.Links.Items);
    }

    private static ConfigurationFile Read(HostPlan plan)
    {
        var result = ConfigurationReader.Read(ConfigurationText.Of(plan, Files), "lab.conf");
        Assert.DoesNotContain(
            result.Diagnostics, it => it.Severity != DiagnosticSeverity.Note);
        return result.File!;
    }
}
