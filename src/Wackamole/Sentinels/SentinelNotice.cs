using System.Collections.Immutable;

namespace Wackamole.Sentinels;

/// <summary>One sealed packet, and where it goes: everything is ready to be sent.</summary>
/// <param name="Address">A socket address as sendto(2) takes it.</param>
internal sealed record SentinelNotice(
    int Link, ImmutableArray<byte> Address, ImmutableArray<byte> Payload);
