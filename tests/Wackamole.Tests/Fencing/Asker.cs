using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux;

namespace Wackamole.Tests.Fencing;

/// <summary>
/// A station that asks on one interface who has an address, and hears who answers.
/// </summary>
internal sealed class Asker : IDisposable
{
    private const ulong Station = 0x0200000000FE;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly PacketSocket _packets = PacketSocket.Open();
    private readonly Epoll _epoll = new();
    private readonly ArpListener _arp;
    private readonly NeighbourListener _neighbours;
    private readonly int _interfaceIndex;

    public Asker(string name)
    {
        _interfaceIndex = NetworkNamespace.IndexOf(name);
        _arp = ArpListener.Open(_interfaceIndex);
        _neighbours = NeighbourListener.Open(_interfaceIndex);
        _epoll.Add(_arp, 0);
        _epoll.Add(_neighbours, 1);
    }

    /// <summary>Asks once for each address, and waits a while for any answer.</summary>
    public bool IsAnswered(string address) => Ask(address, Patience) is not null;

    /// <summary>When it was asked, if it was answered in that time; else null.</summary>
    public Instant? Ask(string address, TimeSpan patience)
    {
        while (_arp.TryReceive(out _) || _neighbours.TryReceive(out _))
        {
        }

        var begin = BootClock.Now;
        var end = begin + patience;
        Send(address);
        Span<int> tags = stackalloc int[2];
        var asked = HostParts.Ip(address);
        while (BootClock.Now < end)
        {
            _epoll.Wait(tags, end);
            while (_arp.TryReceive(out var sighting) || _neighbours.TryReceive(out sighting))
            {
                if (sighting.Kind is SightingKind.ArpReply or SightingKind.Advertisement
                    && sighting.Claimed == asked)
                {
                    return begin;
                }
            }
        }

        return null;
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _packets.Dispose();
        _arp.Dispose();
        _neighbours.Dispose();
    }

    // A probe of an address is from nobody's (RFC 5227, 2.1.1; RFC 4862, 5.4.2).
    private void Send(string text)
    {
        var address = HostParts.Ip(text);
        var frame = new byte[NeighbourFrames.MostBytes];
        var length = address.IsV6 ? NeighbourFrames.Probe(frame, Station, address)
            : ArpFrames.Probe(frame, Station, address);
        _packets.SendMany([new Frame(_interfaceIndex, frame.AsMemory(0, length))], out _);
    }
}
