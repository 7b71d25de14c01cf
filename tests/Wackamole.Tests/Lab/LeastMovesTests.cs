using Wackamole.Lab.FaultMatrix;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class LeastMovesTests
{
    [Fact]
    public void Even_spread_among_hosts_that_stay_needs_no_move() =>
        Assert.Equal(0, LeastMoves.Between(["a", "a", "b", "b", "c"], ["a", "b", "c"]));

    [Fact]
    public void Addresses_of_a_host_that_is_gone_have_to_move_and_no_more() =>
        Assert.Equal(2, LeastMoves.Between(["a", "a", "b", "b", "c", "c"], ["a", "b"]));

    [Fact]
    public void Newcomer_gets_its_share_of_those_that_have_more() =>
        Assert.Equal(2, LeastMoves.Between(["a", "a", "a", "b", "b", "b"], ["a", "b", "c"]));

    [Fact]
    public void Fullest_hosts_keep_what_does_not_divide_evenly() =>
        Assert.Equal(1, LeastMoves.Between(["a", "a", "a", "b", "b"], ["a", "b", "c"]));

    [Fact]
    public void Nobody_left_leaves_nothing_to_move() =>
        Assert.Equal(0, LeastMoves.Between(["a", "b"], []));
}
