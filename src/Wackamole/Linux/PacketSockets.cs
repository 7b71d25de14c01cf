using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>Opens sockets of the packet family (packet(7)).</summary>
internal static unsafe class PacketSockets
{
    private const string Remedy = "run as root or grant CAP_NET_RAW";

    // With protocol 0 the socket receives nothing until it is bound to a protocol.
    public static DescriptorHandle Open(int type, string action)
    {
        var descriptor = Sockets.Socket(
            Sockets.AF_PACKET, type | Sockets.SOCK_CLOEXEC | Sockets.SOCK_NONBLOCK, 0);
        return descriptor >= 0
            ? new DescriptorHandle(descriptor, action)
            : throw new SystemFaultException(ErrorNumber.Last, action, Remedy);
    }

    /// <summary>Opens a socket that receives what a filter lets through on one interface.</summary>
    public static DescriptorHandle OpenListener(
        int interfaceIndex, ushort etherType, ReadOnlySpan<PacketFilterStep> filter, string action)
    {
        // SOCK_DGRAM: the kernel takes the link layer's header off and tells the sender apart.
        var handle = Open(Sockets.SOCK_DGRAM, action);
        try
        {
            // Before bind, so that nothing unfiltered is queued ever.
            SetFilter(handle, filter, action);
            var address = PacketAddress.Of(interfaceIndex, etherType);
            return Sockets.Bind(handle, &address, (uint)sizeof(PacketAddress)) == 0
                ? handle
                : throw new SystemFaultException(ErrorNumber.Last, action);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void SetFilter(
        DescriptorHandle handle, ReadOnlySpan<PacketFilterStep> filter, string action)
    {
        fixed (PacketFilterStep* steps = filter)
        {
            var program = new PacketFilterProgram
            {
                Length = (ushort)filter.Length,
                Steps = steps,
            };
            if (Sockets.SetSockOpt(handle, Sockets.SOL_SOCKET, Sockets.SO_ATTACH_FILTER, &program,
                (uint)sizeof(PacketFilterProgram)) < 0)
            {
                throw new SystemFaultException(ErrorNumber.Last, action);
            }
        }
    }
}
