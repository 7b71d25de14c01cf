using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Sentinels;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>What the daemon leaves to its sentinel, byte by byte.</summary>
public sealed class SentinelOrdersTests
{
    private static readonly SentinelOrders Some = new(new FenceName("wack1", 0x0102_0305),
        [HostParts.Ip("10.0.0.100"), HostParts.Ip("fd00::1")],
        [new SentinelNotice(1, [2, 0, 0x12, 0xc7], [0xaa, 0xbb, 0xcc])])
    {
        WaitsForLease = true,
    };

    [Fact]
    public void Orders_are_these_bytes() => Assert.Equal(
        "575301" + "00000033" + "0005" + "7761636b31" + "01020305" + "00000002" + "040a000064"
        + "10fd000000000000000000000000000001" + "01" + "0001" + "01" + "04" + "020012c7" + "0003"
        + "aabbcc", Convert.ToHexStringLower(Some.Write()));

    [Fact]
    public void Orders_are_read_as_they_were_written()
    {
        var bytes = Some.Write();

        Assert.Equal(bytes.Length, SentinelOrders.Take(bytes, out var read));

        Assert.Equal(Some.Fence, read!.Fence);
        Assert.Equal(Some.Addresses, read.Addresses);
        Assert.True(read.WaitsForLease);
        Assert.Equal(Some.Notices[0].Payload, Assert.Single(read.Notices).Payload);
        Assert.Equal(Some.Notices[0].Address, read.Notices[0].Address);
    }

    [Fact]
    public void Orders_cut_short_are_none_yet()
    {
        var bytes = Some.Write();
        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Equal(
            0, SentinelOrders.Take(bytes.AsSpan(0, length), out _)));
    }

    [Fact]
    public void Farewell_leaves_nothing_to_do()
    {
        Assert.Equal(SentinelOrders.HeaderBytes,
            SentinelOrders.Take(SentinelOrders.Farewell, out var orders));
        Assert.Null(orders);
    }

    [Theory]
    [InlineData("575401" + "00000000")]
    [InlineData("575303" + "00000000")]
    [InlineData("575301" + "ffffffff")]
    [InlineData("575301" + "00000001" + "00")]
    public void Anything_else_is_refused(string hex) =>
        Assert.Equal(-1, SentinelOrders.Take(Convert.FromHexString(hex), out _));
}
