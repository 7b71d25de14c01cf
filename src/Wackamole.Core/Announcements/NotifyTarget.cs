using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>A host or a block of hosts to notify.</summary>
/// <param name="Interface">
/// Only addresses on this interface are announced to it; empty for any.
/// </param>
/// <param name="Throttle">Most targets told per second; 0 for no limit.</param>
/// <param name="Ping">
/// Send an echo request from the address, where the target's MAC is known.
/// </param>
public readonly record struct NotifyTarget(
    string Interface, AddressBlock Block, int Throttle, bool Ping);
