using Wackamole.Core.Control;
using Wackatrl.Rendering;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Rendering;

public sealed class ConcernsTests
{
    [Fact]
    public void Healthy_cluster_has_none() => Assert.Empty(Concerns.Of(SampleStatus.Healthy));

    [Theory]
    [InlineData("joining", "web1 has not joined the cluster yet")]
    [InlineData("boot", "web1 waits for the cluster to be mature")]
    [InlineData("failed", "web1 stays out of the cluster: `wackatrl start`")]
    [InlineData("leaving", "web1 is leaving")]
    [InlineData("gather", "the cluster is not mature yet")]
    public void State_of_a_host_that_is_not_mature_is_said_once(string state, string expected)
    {
        var status = SampleStatus.Healthy with { State = state, Mature = false };
        Assert.StartsWith(
            expected, Assert.Single(Concerns.Of(status)), StringComparison.Ordinal);
    }

    [Fact]
    public void Votes_that_are_not_counted_and_changes_that_wait_are_said()
    {
        var status = SampleStatus.Healthy with
        {
            Quorum = new QuorumStatus
            {
                Quorate = false,
                Reason = "1 of 3 votes are here, and 2 are needed",
                Votes = 1,
                Needed = 2,
                Generation = 4,
                Voters = [new("web1", true, null), new("web2", false, "it is not here")],
                Next = ["web1", "web9"],
                Differing = ["web3"],
                DiskFault = "no space left on device",
            },
        };
        var said = Concerns.Of(status);
        Assert.Equal(5, said.Length);
        Assert.Contains("1 of 3 votes", said[0], StringComparison.Ordinal);
        Assert.Equal("the vote of web2 is not counted: it is not here", said[1]);
        Assert.Contains("web1, web9", said[2], StringComparison.Ordinal);
        Assert.Contains("(web3)", said[3], StringComparison.Ordinal);
        Assert.Contains("no space left", said[4], StringComparison.Ordinal);
        Assert.Contains("votes 1/2", PlainRenderer.Render(ReportBuilder.Build(status)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silent", "web2 has said nothing for 30ms")]
    [InlineData("withdrawn", "web2 was shut out of the cluster")]
    [InlineData("joining", "web2 is joining")]
    public void Peer_outside_of_the_view_is_named(string state, string expected)
    {
        var status = With(SampleStatus.Member("web2", state, held: 0));
        Assert.StartsWith(
            expected, Assert.Single(Concerns.Of(status)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deaf", "web2 hears no other station")]
    [InlineData("yielding", "web2 yields")]
    [InlineData("lease-invalid", "web2 may not answer")]
    public void Flag_is_explained(string flag, string expected)
    {
        var status = With(SampleStatus.Member("web2", "member", held: 0, flags: [flag]));
        Assert.StartsWith(
            expected, Assert.Single(Concerns.Of(status)), StringComparison.Ordinal);
    }

    [Fact]
    public void Unfenced_host_says_why_when_it_is_asked_itself() => Assert.Equal(
        "web1 is unfenced: cannot make the map vips",
        Assert.Single(Concerns.Of(SampleStatus.Healthy with
        {
            Fence = "none",
            WhyUnfenced = "cannot make the map vips",
        })));

    [Fact]
    public void Link_that_was_never_heard_is_told_from_one_that_fell_silent()
    {
        var status = With(SampleStatus.Member("web2", "member", held: 0,
            links: [new LinkStatus("10.0.0.2:4803", false, null, 100)]));
        Assert.Equal("the link 10.0.0.2:4803 of web2 is down: nothing ever came over it",
            Assert.Single(Concerns.Of(status)));
    }

    private static ClusterStatus With(MemberStatus other) => SampleStatus.Healthy with
    {
        Members = SampleStatus.Healthy.Members.Add(other),
    };
}
