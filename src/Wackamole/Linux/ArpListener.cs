using System.Runtime.InteropServices;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Native.PacketFilterStep;

namespace Wackamole.Linux;

/// <summary>Hears the ARP requests and replies of other stations on one interface.</summary>
public sealed class ArpListener : IDescriptor, IDisposable
{
    private readonly SightingSocket _socket;

    private ArpListener(DescriptorHandle handle) =>
        _socket = new SightingSocket(handle, ArpParser.TryParse);

    public SafeHandle Handle => _socket.Handle;

    /// <summary>Frames that were refused (SightingRefusal).</summary>
    public long Refused => _socket.Refused;

    /// <exception cref="SystemFaultException">Not permitted, or no such interface.</exception>
    public static ArpListener Open(int interfaceIndex) => new(PacketSockets.OpenListener(
        interfaceIndex, PacketAddress.ETH_P_ARP,
        [
            LoadByte(PacketTypeOffset),
            IfEquals(PacketAddress.PACKET_OUTGOING, 0, 1),
            Return(0),
            Return(SightingSocket.FrameBytes),
        ],
        "listen for ARP"));

    /// <summary>Takes what one frame told, without waiting; false when there is none.</summary>
    public bool TryReceive(out Sighting sighting) => _socket.TryReceive(out sighting);

    public void Dispose() => _socket.Dispose();
}
