using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;

namespace Wackamole.Fencing;

/// <summary>
/// The fence of a daemon that is no more, for whoever cleans up after it: closed first, then,
/// when its addresses are gone, removed.
/// </summary>
internal sealed class FenceRemnant(FenceName name)
{
    private const uint OnlyElement = 0;

    private readonly FencePins _pins = FencePins.Of(name);

    /// <summary>
    /// Until when the kernel lets the host answer though its daemon is no more; Past where it
    /// does not, or where there is no fence. Never longer than any lease can be.
    /// </summary>
    public Instant LeaseEnd()
    {
        Span<byte> key = stackalloc byte[sizeof(uint)];
        Span<byte> value = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt32LittleEndian(key, OnlyElement);
        try
        {
            if (File.Exists(_pins.Lease))
            {
                using var lease = BpfMap.Open(_pins.Lease);
                if (lease.TryLookUp(key, value))
                {
                    return Instant.Min(
                        new Instant(BinaryPrimitives.ReadInt64LittleEndian(value)),
                        BootClock.Now + Limits.LongestDetectionTime);
                }
            }
        }
        catch (SystemFaultException)
        {
            // Not for us to open: then nobody can say how long.
        }

        return Instant.Past;
    }

    /// <summary>Returns when the lease that the daemon left is over.</summary>
    public void AwaitLease()
    {
        using var pause = new Epoll();
        Span<int> tags = stackalloc int[1];
        var end = LeaseEnd();
        while (BootClock.Now < end)
        {
            pause.Wait(tags, end);
        }
    }

    /// <summary>Ends the lease that the daemon left, if any; it would end by itself.</summary>
    public void Close()
    {
        Span<byte> key = stackalloc byte[sizeof(uint)];
        Span<byte> value = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt32LittleEndian(key, OnlyElement);
        BinaryPrimitives.WriteUInt64LittleEndian(value, 0);
        try
        {
            if (File.Exists(_pins.Lease))
            {
                using var lease = BpfMap.Open(_pins.Lease);
                _ = lease.Update(key, value);
            }
        }
        catch (SystemFaultException)
        {
            // Not for us to open: it ends by itself within the lease.
        }
    }

    /// <summary>
    /// Those of these addresses that the daemon held or was about to: without the fence they would
    /// answer, also where the configuration does not list them any more.
    /// </summary>
    public HashSet<IpAddress> HeldAmong(IEnumerable<IpAddress> addresses)
    {
        try
        {
            if (File.Exists(_pins.Vips))
            {
                using var vips = BpfMap.Open(_pins.Vips);
                return [.. addresses.Where(one =>
                    FenceMaps.Find(vips, one) is VipState.Held or VipState.Closed)];
            }
        }
        catch (SystemFaultException)
        {
            // Not for us to open: then what is listed has to do.
        }

        return [];
    }

    /// <summary>Takes it off; why not, or null. Only when the addresses are gone.</summary>
    public string? Remove()
    {
        try
        {
            using var route = RouteSocket.Open();
            return (route.ListInterfaces(out var interfaces)
                ?? KernelFence.RemoveRemnant(_pins, interfaces))?.Text;
        }
        catch (SystemFaultException fault)
        {
            return fault.Fault.Text;
        }
    }
}
