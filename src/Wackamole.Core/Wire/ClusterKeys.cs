using System.Collections.Immutable;

namespace Wackamole.Core.Wire;

/// <summary>
/// The keys that are accepted, at most two for rotation; the first seals what is sent. Each has
/// 32 bytes.
/// </summary>
public sealed record ClusterKeys(ImmutableArray<ImmutableArray<byte>> Keys);
