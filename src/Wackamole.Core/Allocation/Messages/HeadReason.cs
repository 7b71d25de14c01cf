using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>A virtual interface and why a host cannot hold it; null where it can (again).</summary>
public readonly record struct HeadReason(IpAddress Head, string? Reason);
