using System.Collections.Immutable;

namespace Wackamole.Linux;

/// <summary>This host's own ARP and IPv6 neighbour tables.</summary>
public static class NeighbourTable
{
    /// <summary>Reads both, with entries that are only being looked for, and failed ones.</summary>
    public static SystemFault? Read(out ImmutableArray<Neighbour> neighbours)
    {
        neighbours = [];
        try
        {
            using var route = RouteSocket.Open();
            return route.ListNeighbours(out neighbours);
        }
        catch (SystemFaultException none)
        {
            return none.Fault;
        }
    }
}
