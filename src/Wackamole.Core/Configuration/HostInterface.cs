using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>A network interface that exists on this host, with the prefixes on it.</summary>
/// <param name="Prefixes">Of addresses that this program did not put there.</param>
public sealed record HostInterface(string Name, ImmutableArray<AddressBlock> Prefixes)
{
    /// <summary>
    /// The addresses themselves, but for those that reach no further than the link; none where the
    /// kernel does not tell whose an address is.
    /// </summary>
    public ImmutableArray<IpAddress> Own { get; init; } = [];
}
