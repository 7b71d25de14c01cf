using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class NeighbourhoodSetTests
{
    [Fact]
    public void Blocks_apart_are_all_kept_and_those_inside_another_are_not()
    {
        var set = NeighbourhoodSet.Of(
        [
            Block("10.0.1.0/24"), Block("10.0.0.0/24"), Block("10.0.1.77/28"),
            Block("10.0.0.0/24"), Block("2001:db8::/64"), Block("2001:db8:0:1::/64"),
        ]);

        Assert.Equal(4, set.Count);
    }

    [Theory]
    [InlineData("10.0.0.0", true)]
    [InlineData("10.0.0.255", true)]
    [InlineData("10.0.1.0", false)]
    [InlineData("9.255.255.255", false)]
    [InlineData("10.0.2.7", true)]
    [InlineData("255.255.255.255", false)]
    [InlineData("2001:db8::7", true)]
    [InlineData("2001:db7:ffff::7", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    public void An_address_is_in_it_where_one_of_its_blocks_has_it(string address, bool expected) =>
        Assert.Equal(expected, NeighbourhoodSet.Of(
            [Block("10.0.2.0/24"), Block("2001:db8::/64"), Block("10.0.0.0/24")])
            .Contains(Ip(address)));

    [Fact]
    public void It_agrees_with_asking_each_block()
    {
        var random = new Random(64);
        for (var round = 0; round < 300; round++)
        {
            var blocks = Enumerable.Range(0, random.Next(0, 8))
                .Select(_ => new AddressBlock(
                    IpAddress.V4((uint)random.Next(0, 256)), random.Next(24, 33)))
                .ToList();
            var set = NeighbourhoodSet.Of(blocks);
            for (var bits = 0u; bits < 300; bits++)
            {
                var address = IpAddress.V4(bits);
                var expected = blocks.Exists(block => block.Contains(address));
                Assert.Equal(expected, set.Contains(address));
            }
        }
    }
}
