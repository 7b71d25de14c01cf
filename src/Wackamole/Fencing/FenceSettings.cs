using System.Collections.Immutable;
using Wackamole.Addresses;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Hosting;

namespace Wackamole.Fencing;

/// <summary>What the fence has to know of the configuration.</summary>
/// <param name="Addresses">Every address that the cluster manages.</param>
/// <param name="Pins">Where it is pinned.</param>
internal sealed record FenceSettings(
    FenceMode Mode, ImmutableHashSet<IpAddress> Addresses, FencePins Pins)
{
    public static FenceSettings Of(HostSettings settings) => new(
        settings.File.Fence, AddressesOf(settings), FencePins.Of(settings.Node.Group));

    public static ImmutableHashSet<IpAddress> AddressesOf(HostSettings settings) =>
        [.. Leftovers.AddressesOf(settings.Node.VirtualInterfaces)];
}
