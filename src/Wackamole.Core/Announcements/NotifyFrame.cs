using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>One notification: who is told what. The shell adds the interface's own MAC.</summary>
/// <param name="Address">The address that moved here.</param>
/// <param name="Target">The host that is told.</param>
/// <param name="TargetHardwareAddress">Its MAC, or null: then the frame is broadcast.</param>
/// <param name="Ping">An echo request instead of an ARP reply or neighbour advertisement.</param>
public readonly record struct NotifyFrame(
    InterfaceAddress Address, IpAddress Target, ulong? TargetHardwareAddress, bool Ping);
