using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Linux.Netlink;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>The bytes of each request, field by field as in linux/if_addr.h.</summary>
public sealed class AddressCodecTests
{
    [Fact]
    public void Addition_of_an_ipv4_address_with_a_prefix_names_its_broadcast()
    {
        var bytes = Write(AddressStep.Add(0, Kernel("192.0.2.10", 24)));

        Assert.Equal(
            "54000000" + "1400" + "0506" + "07000000" + "00000000" // length, NEWADDR, flags, 7
            + "02" + "18" + "00" + "00" + "03000000"               // IPv4, /24, interface 3
            + "0800" + "0200" + "C000020A"                         // local
            + "0800" + "0100" + "C000020A"                         // address
            + "0800" + "0400" + "C00002FF"                         // broadcast
            + "0800" + "0800" + "00000000"                         // flags
            + "1400" + "0600" + "FFFFFFFF" + "FFFFFFFF" + "00000000" + "00000000" // lifetime
            + "0500" + "0B00" + "77" + "000000",                   // who
            bytes);
    }

    [Fact]
    public void Addition_of_a_host_address_has_no_broadcast()
    {
        var bytes = Write(AddressStep.Add(0, Kernel("192.0.2.10", 32)));

        Assert.Equal(
            "4C000000" + "1400" + "0506" + "07000000" + "00000000"
            + "02" + "20" + "00" + "00" + "03000000"
            + "0800" + "0200" + "C000020A"
            + "0800" + "0100" + "C000020A"
            + "0800" + "0800" + "00000000"
            + "1400" + "0600" + "FFFFFFFF" + "FFFFFFFF" + "00000000" + "00000000"
            + "0500" + "0B00" + "77" + "000000",
            bytes);
    }

    [Fact]
    public void Addition_of_an_ipv6_address_is_without_duplicate_address_detection()
    {
        var lifetime = new AddressLifetime(30, 0);
        var bytes = Write(AddressStep.Refresh(0, Kernel("2001:db8::a", 64, lifetime)));

        Assert.Equal(
            "64000000" + "1400" + "0505" + "07000000" + "00000000" // replace instead of exclusive
            + "0A" + "40" + "02" + "00" + "03000000"               // IPv6, /64, NODAD
            + "1400" + "0200" + "20010DB800000000000000000000000A"
            + "1400" + "0100" + "20010DB800000000000000000000000A"
            + "0800" + "0800" + "02000000"                         // NODAD
            + "1400" + "0600" + "00000000" + "1E000000" + "00000000" + "00000000" // 0 s, 30 s
            + "0500" + "0B00" + "77" + "000000",
            bytes);
    }

    [Fact]
    public void Removal_names_address_and_prefix()
    {
        var bytes = Write(AddressStep.Remove(0, Kernel("192.0.2.10", 24)));

        Assert.Equal(
            "28000000" + "1500" + "0500" + "07000000" + "00000000"
            + "02" + "18" + "00" + "00" + "03000000"
            + "0800" + "0200" + "C000020A"
            + "0800" + "0100" + "C000020A",
            bytes);
    }

    [Fact]
    public void What_is_put_back_keeps_label_scope_metric_and_tag()
    {
        var address = Kernel("192.0.2.10", 24) with
        {
            Label = "eth0:1",
            Scope = 253,
            RouteMetric = 500,
            Protocol = 4,
        };

        var buffer = new byte[AddressCodec.MaxRequestBytes];
        var length = WriteTo(buffer, AddressStep.Add(0, address));
        var refusal = AddressCodec.TryParse(buffer.AsSpan(16..length), out var read);

        Assert.Equal(NetlinkRefusal.None, refusal);
        Assert.Equal(address, read);
    }

    [Fact]
    public void Dumps_ask_for_one_interface_or_for_all()
    {
        var buffer = new byte[64];
        var writer = new NetlinkWriter(buffer);
        AddressCodec.WriteDump(ref writer, 3, 7);
        Assert.Equal(
            "18000000" + "1600" + "0103" + "07000000" + "00000000" + "00000000" + "03000000",
            Convert.ToHexString(buffer, 0, writer.Length));
    }

    [Fact]
    public void A_route_is_asked_for_by_the_whole_address()
    {
        var buffer = new byte[64];
        var writer = new NetlinkWriter(buffer);
        RouteCodec.WriteGet(ref writer, Addresses.Of("192.0.2.10"), 7);
        Assert.Equal(
            "24000000" + "1A00" + "0100" + "07000000" + "00000000"
            + "02" + "20" + "0000" + "00000000" + "00000000" + "0800" + "0100" + "C000020A",
            Convert.ToHexString(buffer, 0, writer.Length));
    }

    [Fact]
    public void The_longest_request_fits_its_bound()
    {
        var address = Kernel("2001:db8::a", 64) with
        {
            Label = "a-label-of-fifteen-or-more",
            RouteMetric = 1,
            Broadcast = Kernel("2001:db8::a", 64).Address,
        };
        Assert.InRange(WriteTo(new byte[AddressCodec.MaxRequestBytes],
            AddressStep.Add(0, address)), 100, AddressCodec.MaxRequestBytes);
    }

    [Theory]
    [InlineData(32, null)]
    [InlineData(31, null)]
    [InlineData(30, "192.0.2.11")]
    [InlineData(8, "192.255.255.255")]
    public void Broadcast_is_set_where_the_subnet_has_one(int prefix, string? broadcast) =>
        Assert.Equal(broadcast, Kernel("192.0.2.10", prefix).Broadcast?.ToString());

    private static KernelAddress Kernel(
        string text, int prefix, AddressLifetime? lifetime = null) =>
        AddressBatch.ToKernel(
            new AddressRequest(3, Addresses.Of("eth0", text, prefix)),
            lifetime ?? AddressLifetime.Forever);

    private static string Write(AddressStep step)
    {
        var buffer = new byte[AddressCodec.MaxRequestBytes];
        return Convert.ToHexString(buffer, 0, WriteTo(buffer, step));
    }

    private static int WriteTo(byte[] buffer, AddressStep step)
    {
        var writer = new NetlinkWriter(buffer);
        if (step.IsRemoval)
        {
            AddressCodec.WriteDelete(ref writer, step.Address, 7);
        }
        else
        {
            AddressCodec.WriteNew(ref writer, step.Address, step.Flags, 7);
        }

        return writer.Length;
    }
}
