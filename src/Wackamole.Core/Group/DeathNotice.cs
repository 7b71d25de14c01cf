using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>
/// One sealed Dead, and where it goes, for whoever outlives the daemon to send as it is.
/// </summary>
public sealed record DeathNotice(Endpoint Destination, int Link, ImmutableArray<byte> Payload);
