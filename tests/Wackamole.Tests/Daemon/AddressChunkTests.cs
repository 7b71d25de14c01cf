using Wackamole.Addresses;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class AddressChunkTests
{
    [Fact]
    public void Chunk_takes_so_many_single_addresses_and_leaves_the_rest()
    {
        var waiting = new LinkedList<VirtualInterface>(
            Enumerable.Range(1, 100).Select(host => V4(1, (uint)host)));

        Assert.Equal(AddressChunk.IpV4Addresses, AddressChunk.Take(waiting).Count);
        Assert.Equal(100 - AddressChunk.IpV4Addresses, AddressChunk.Take(waiting).Count);
        Assert.Empty(AddressChunk.Take(waiting));
    }

    [Fact]
    public void Chunk_of_ipv6_is_much_smaller()
    {
        var waiting = new LinkedList<VirtualInterface>(
            Enumerable.Range(1, 20).Select(host => V6(1, (uint)host)));

        Assert.Equal(AddressChunk.IpV6Addresses, AddressChunk.Take(waiting).Count);
    }

    [Fact]
    public void Virtual_interface_is_never_cut_and_a_great_one_goes_alone()
    {
        var waiting = new LinkedList<VirtualInterface>([V6(3, 1), V6(20, 2), V6(3, 3), V4(64, 4)]);

        Assert.Equal([V6(3, 1)], AddressChunk.Take(waiting));
        Assert.Equal([V6(20, 2)], AddressChunk.Take(waiting));
        Assert.Equal([V6(3, 3), V4(64, 4)], AddressChunk.Take(waiting));
        Assert.Empty(waiting);
    }

    private static VirtualInterface V4(int addresses, uint group) => new(
        [.. Enumerable.Range(0, addresses).Select(host => new InterfaceAddress(
            "e0", IpAddress.V4((group << 8) + (uint)host), 32, 24))]);

    private static VirtualInterface V6(int addresses, uint group) => new(
        [.. Enumerable.Range(0, addresses).Select(host => new InterfaceAddress(
            "e0", IpAddress.V6((group << 8) + (uint)host), 128, 64))]);
}
