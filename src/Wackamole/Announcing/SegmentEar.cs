using Wackamole.Core;
using Wackamole.Linux;

namespace Wackamole.Announcing;

/// <summary>Hears what other stations on one interface say about addresses.</summary>
internal sealed class SegmentEar : IDisposable
{
    private readonly ArpListener _arp;
    private readonly NeighbourListener _neighbours;

    private SegmentEar(NetworkInterface on, ArpListener arp, NeighbourListener neighbours)
    {
        (Interface, _arp, _neighbours) = (on, arp, neighbours);
    }

    /// <summary>As it was when the ear was opened.</summary>
    public NetworkInterface Interface { get; }

    /// <exception cref="SystemFaultException">Not permitted, or the interface went.</exception>
    public static SegmentEar Open(NetworkInterface on, Epoll epoll, int tag)
    {
        var arp = ArpListener.Open(on.Index);
        try
        {
            var ear = new SegmentEar(on, arp, NeighbourListener.Open(on.Index));
            epoll.Add(arp, tag);
            epoll.Add(ear._neighbours, tag);
            return ear;
        }
        catch
        {
            arp.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes what one frame told, without waiting. What carries our own hardware address came
    /// back to us by way of a switch, and says nothing about others.
    /// </summary>
    public bool TryReceive(out Sighting sighting)
    {
        while (_arp.TryReceive(out sighting) || _neighbours.TryReceive(out sighting))
        {
            if (sighting.Source != Interface.HardwareAddress)
            {
                return true;
            }
        }

        return false;
    }

    // Closing takes the descriptors out of the epoll set.
    public void Dispose()
    {
        _arp.Dispose();
        _neighbours.Dispose();
    }
}
