using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>A network interface that exists on this host, with the prefixes on it.</summary>
public sealed record HostInterface(string Name, ImmutableArray<AddressBlock> Prefixes);
