using Wackamole.Lab.Network;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class PacketFilterTests
{
    private static readonly StationAddress Station = new(0x0200_0077_0001);

    [Fact]
    public void No_rule_lets_everything_pass() =>
        Assert.Equal("1,6 0 0 4294967295,", PacketFilter.Bytecode([]));

    [Fact]
    public void Rule_for_all_drops_at_once() =>
        Assert.Equal("2,6 0 0 2,6 0 0 4294967295,",
            PacketFilter.Bytecode([new PacketRule(null, 1)]));

    [Fact]
    public void Rule_for_one_station_compares_the_source_of_the_frame() =>
        Assert.Equal(
            "6,32 0 0 6,21 0 3 33554551,40 0 0 10,21 0 1 1,6 0 0 2,6 0 0 4294967295,",
            PacketFilter.Bytecode([new PacketRule(Station, 1)]));

    [Fact]
    public void Rule_with_a_probability_draws_a_random_word() =>
        Assert.Equal("4,32 0 0 4294963256,53 1 0 858993459,6 0 0 2,6 0 0 4294967295,",
            PacketFilter.Bytecode([new PacketRule(null, 0.2)]));

    [Fact]
    public void Rule_that_does_not_match_goes_on_with_the_next()
    {
        var both = PacketFilter.Bytecode(
            [new PacketRule(Station, 0.5), new PacketRule(new StationAddress(2), 1)]);
        Assert.Equal(
            "13,32 0 0 6,21 0 5 33554551,40 0 0 10,21 0 3 1,32 0 0 4294963256,53 1 0 2147483647,"
            + "6 0 0 2,32 0 0 6,21 0 3 0,40 0 0 10,21 0 1 2,6 0 0 2,6 0 0 4294967295,", both);
    }
}
