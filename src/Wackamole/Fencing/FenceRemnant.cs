using System.Buffers.Binary;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;

namespace Wackamole.Fencing;

/// <summary>
/// The fence of a daemon that is no more, for whoever cleans up after it: closed first, then,
/// when its addresses are gone, removed.
/// </summary>
internal sealed class FenceRemnant(string group)
{
    private const uint OnlyElement = 0;

    private readonly FencePins _pins = FencePins.Of(group);

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

    /// <summary>Takes it off; why not, or null. Only when the addresses are gone.</summary>
    public string? Remove()
    {
        try
        {
            using var route = RouteSocket.Open();
            return (route.ListInterfaces(out var interfaces)
                ?? KernelFence.RemoveRemnant(group, _pins, interfaces))?.Text;
        }
        catch (SystemFaultException fault)
        {
            return fault.Fault.Text;
        }
    }
}
