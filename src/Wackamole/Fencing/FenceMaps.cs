using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;

namespace Wackamole.Fencing;

/// <summary>
/// What the programs look at: the managed addresses, until when the lease is valid, and what was
/// dropped. Any thread may read and write.
/// </summary>
internal sealed class FenceMaps : IDisposable
{
    // A configuration may grow while the daemon runs, and a map cannot: room costs 16 bytes each,
    // and memory for what is in it is taken as it comes.
    private const int LeastAddresses = 4 * Limits.VirtualInterfaces;

    private readonly BpfMap _vips;
    private readonly BpfMap _lease;
    private readonly BpfMap _drops;

    private FenceMaps(BpfMap vips, BpfMap lease, BpfMap drops)
    {
        (_vips, _lease, _drops) = (vips, lease, drops);
        Lease = lease.MapWords(1);
        Drops = drops.MapWords(DropCounters.Count);
    }

    /// <summary>
    /// One word: the lease's end on CLOCK_BOOTTIME in nanoseconds, 0 for closed.
    /// </summary>
    public MappedWords Lease { get; }

    public MappedWords Drops { get; }

    /// <summary>New maps: closed, and without an address.</summary>
    /// <param name="addresses">
    /// Addresses that are listed now; there is room for as many again.
    /// </param>
    /// <exception cref="SystemFaultException">Not permitted (CAP_BPF), or no memory.</exception>
    public static FenceMaps Make(int addresses)
    {
        var vips = BpfMap.Hash("vips", VipKey.Bytes, sizeof(ulong),
            Math.Max(LeastAddresses, 2 * addresses));
        try
        {
            return new FenceMaps(
                vips, BpfMap.Words("lease", 1), BpfMap.Words("drops", DropCounters.Count));
        }
        catch
        {
            vips.Dispose();
            throw;
        }
    }

    public BpfProgram LoadProgram(TrafficDirection direction) => BpfProgram.Load(
        "wackamole", FenceProgram.Assemble(
            direction, _vips.Descriptor, _lease.Descriptor, _drops.Descriptor));

    /// <summary>Says what is done about an address from the next packet on.</summary>
    public SystemFault? Set(IpAddress address, VipState state)
    {
        Span<byte> key = stackalloc byte[VipKey.Bytes];
        Span<byte> value = stackalloc byte[sizeof(ulong)];
        VipKey.Write(address, key);
        BinaryPrimitives.WriteUInt64LittleEndian(value, (ulong)state);
        return _vips.Update(key, value);
    }

    /// <summary>What is done about it; null where it is none of ours.</summary>
    public VipState? Find(IpAddress address) => Find(_vips, address);

    /// <summary>What a map that was pinned says.</summary>
    public static VipState? Find(BpfMap vips, IpAddress address)
    {
        Span<byte> key = stackalloc byte[VipKey.Bytes];
        Span<byte> value = stackalloc byte[sizeof(ulong)];
        VipKey.Write(address, key);
        return vips.TryLookUp(key, value)
            ? (VipState)BinaryPrimitives.ReadUInt64LittleEndian(value) : null;
    }

    /// <summary>From the next packet on it is none of ours.</summary>
    public SystemFault? Forget(IpAddress address)
    {
        Span<byte> key = stackalloc byte[VipKey.Bytes];
        VipKey.Write(address, key);
        return _vips.Remove(key);
    }

    /// <summary>Pins all three in the place of an older run's, and reads them back.</summary>
    /// <exception cref="SystemFaultException">Not pinned.</exception>
    public void Pin(FencePins pins)
    {
        foreach (var (map, path) in ((BpfMap, string)[])
            [(_vips, pins.Vips), (_lease, pins.Lease), (_drops, pins.Drops)])
        {
            FencePins.Remove(path);
            map.Pin(path);
            using var readBack = BpfMap.Open(path);
            if (readBack.Id != map.Id)
            {
                throw new SystemFaultException(
                    Linux.Native.ErrorNumber.EBADMSG, $"read back {path}");
            }
        }
    }

    /// <summary>Whether all three are pinned.</summary>
    public static bool ArePinned(FencePins pins) =>
        File.Exists(pins.Vips) && File.Exists(pins.Lease) && File.Exists(pins.Drops);

    /// <summary>Only when no thread can use them any more.</summary>
    public void Dispose()
    {
        Lease.Dispose();
        Drops.Dispose();
        _vips.Dispose();
        _lease.Dispose();
        _drops.Dispose();
    }
}
