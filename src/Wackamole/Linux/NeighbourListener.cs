using System.Runtime.InteropServices;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Native.PacketFilterStep;

namespace Wackamole.Linux;

/// <summary>
/// Hears the neighbour solicitations and advertisements of other stations on one interface.
/// Solicitations go to few groups: only those that reach this interface are heard.
/// </summary>
public sealed class NeighbourListener : IDescriptor, IDisposable
{
    private readonly SightingSocket _socket;

    private NeighbourListener(DescriptorHandle handle) =>
        _socket = new SightingSocket(handle, NeighbourDiscoveryParser.TryParse);

    public SafeHandle Handle => _socket.Handle;

    /// <summary>Frames that were refused (SightingRefusal).</summary>
    public long Refused => _socket.Refused;

    /// <exception cref="SystemFaultException">Not permitted, or no such interface.</exception>
    public static NeighbourListener Open(int interfaceIndex) => new(PacketSockets.OpenListener(
        interfaceIndex, PacketAddress.ETH_P_IPV6,
        [
            // From the IPv6 header on: next header ICMPv6 (58), then types 135 and 136.
            LoadByte(PacketTypeOffset),
            IfEquals(PacketAddress.PACKET_OUTGOING, 5, 0),
            LoadByte(6),
            IfEquals(58, 0, 3),
            LoadByte(40),
            IfEquals(135, 2, 0),
            IfEquals(136, 1, 0),
            Return(0),
            Return(SightingSocket.FrameBytes),
        ],
        "listen for neighbour discovery"));

    /// <summary>Takes what one frame told, without waiting; false when there is none.</summary>
    public bool TryReceive(out Sighting sighting) => _socket.TryReceive(out sighting);

    public void Dispose() => _socket.Dispose();
}
