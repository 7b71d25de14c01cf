using System.Buffers.Binary;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Linux.Native;
using Xunit;

namespace Wackamole.Tests.Linux.Bpf;

public sealed class BpfMapTests
{
    private static readonly byte[] Zero = new byte[4];

    [Fact]
    public void Words_written_into_memory_are_what_the_kernel_reads() => BpfHost.Run(() =>
    {
        using var map = BpfMap.Words("lease", 2);
        using var words = map.MapWords(2);
        words.Write(0, 0x0102030405060708);
        words.Write(1, -1);

        var value = new byte[16];
        Assert.True(map.TryLookUp(Zero, value));
        Assert.Equal(0x0102030405060708, BinaryPrimitives.ReadInt64LittleEndian(value));
        Assert.Equal(-1, BinaryPrimitives.ReadInt64LittleEndian(value.AsSpan(8)));

        value.AsSpan().Fill(7);
        Assert.Null(map.Update(Zero, value));
        Assert.Equal(0x0707070707070707, words.Read(1));
    });

    [Fact]
    public void A_hash_keeps_what_it_was_given_until_it_is_removed() => BpfHost.Run(() =>
    {
        using var map = BpfMap.Hash("vips", 4, 8, 2);
        var value = new byte[8];
        Assert.False(map.TryLookUp([1, 2, 3, 4], value));
        Assert.Null(map.Update([1, 2, 3, 4], [1, 0, 0, 0, 0, 0, 0, 9]));
        Assert.True(map.TryLookUp([1, 2, 3, 4], value));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 9], value);
        Assert.Null(map.Remove([1, 2, 3, 4]));
        Assert.Null(map.Remove([1, 2, 3, 4]));
        Assert.False(map.TryLookUp([1, 2, 3, 4], value));
    });

    [Fact]
    public void A_full_hash_says_so() => BpfHost.Run(() =>
    {
        using var map = BpfMap.Hash("vips", 4, 8, 1);
        Assert.Null(map.Update([1, 0, 0, 0], new byte[8]));
        Assert.Contains("write to the map vips", map.Update([2, 0, 0, 0], new byte[8])?.Text,
            StringComparison.Ordinal);
    });

    [Fact]
    public void A_pinned_map_outlives_whoever_made_it() => BpfHost.Run(() =>
    {
        var path = BpfFileSystem.Root + "/kept";
        uint id;
        using (var map = BpfMap.Words("kept", 1))
        {
            map.Pin(path);
            id = map.Id;
            Assert.Equal(ErrorNumber.EEXIST,
                Assert.Throws<SystemFaultException>(() => map.Pin(path)).Fault.Errno);
        }

        using (var again = BpfMap.Open(path))
        {
            Assert.Equal(id, again.Id);
        }

        File.Delete(path);
        Assert.Equal(ErrorNumber.ENOENT,
            Assert.Throws<SystemFaultException>(() => BpfMap.Open(path)).Fault.Errno);
    });

    [Fact]
    public void Without_the_capability_the_refusal_names_it() => BpfHost.Run(() =>
    {
        LostCapabilities.OfThisThread(Capability.Bpf);
        var refused = Assert.Throws<SystemFaultException>(() => BpfMap.Words("lease", 1));
        Assert.Equal(ErrorNumber.EPERM, refused.Fault.Errno);
        Assert.Contains("grant CAP_BPF", refused.Message, StringComparison.Ordinal);
    });
}
