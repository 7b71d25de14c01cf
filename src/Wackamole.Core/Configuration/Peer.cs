using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>A host of the cluster: where it is reached, over one link or over two.</summary>
public sealed record Peer(Endpoint First, Endpoint? Second = null)
{
    /// <summary>One endpoint for each link.</summary>
    public ImmutableArray<Endpoint> Endpoints =>
        Second is { } second ? [First, second] : [First];
}
