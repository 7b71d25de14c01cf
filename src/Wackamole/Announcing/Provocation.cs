using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Announcing;

/// <summary>
/// Questions that make some other station of a segment send a frame: to the gateways, to the
/// other hosts of the cluster that are on it, and to whoever was talked with of late.
/// </summary>
internal sealed class Provocation(
    RouteSocket route, ImmutableArray<ImmutableArray<Endpoint>> peers)
{
    /// <summary>One that answers is enough; so many are not all gone at once.</summary>
    private const int MostStations = 16;

    private ImmutableArray<KernelAddress> _addresses = [];
    private ImmutableArray<Neighbour> _neighbours = [];

    /// <summary>Reads the host's tables anew; what cannot be read leaves fewer to ask.</summary>
    public string? Refresh()
    {
        var first = route.Dump(null, out _addresses);
        var second = NeighbourTable.Read(out _neighbours);
        return (first ?? second)?.Text;
    }

    /// <summary>Adds the questions for one interface.</summary>
    public void AddQuestions(NetworkInterface on, FrameList frames)
    {
        var sourceV4 = OwnAddress(on, isV6: false) ?? IpAddress.V4(0);
        var sourceV6 = OwnAddress(on, isV6: true);
        foreach (var station in Stations(on).Distinct().Take(MostStations))
        {
            if (!station.IsV6)
            {
                AnnouncementFrames.AddQuestion(
                    on.Name, on.HardwareAddress, sourceV4, station, frames);
            }
            else if (sourceV6 is { } source)
            {
                AnnouncementFrames.AddQuestion(
                    on.Name, on.HardwareAddress, source, station, frames);
            }
        }
    }

    /// <summary>Whether an address is one of this host's own.</summary>
    public bool IsOwn(IpAddress address) => _addresses.Any(one => one.Address == address);

    private IEnumerable<IpAddress> Stations(NetworkInterface on)
    {
        foreach (var gateway in RouteFile.Gateways(on.Name))
        {
            yield return gateway;
        }

        foreach (var endpoint in peers.SelectMany(peer => peer))
        {
            if (!IsOwn(endpoint.Address) && _addresses.Any(own => own.InterfaceIndex == on.Index
                && new AddressBlock(own.Address, own.PrefixLength).Contains(endpoint.Address)))
            {
                yield return endpoint.Address;
            }
        }

        foreach (var neighbour in _neighbours)
        {
            if (neighbour.InterfaceIndex == on.Index && neighbour.HardwareAddress != 0
                && (neighbour.State & NeighbourState.NoArp) == 0)
            {
                yield return neighbour.Address;
            }
        }
    }

    // Not a virtual one: it may be elsewhere by now, and asking from it would claim it.
    private IpAddress? OwnAddress(NetworkInterface on, bool isV6) =>
        _addresses.FirstOrDefault(one => one.InterfaceIndex == on.Index
            && one.Address.IsV6 == isV6 && !one.IsOurs && !one.IsTentative)?.Address;
}
