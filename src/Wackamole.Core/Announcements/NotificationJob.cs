using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>One acquired virtual interface whose neighbours are being told.</summary>
internal sealed class NotificationJob(ImmutableArray<InterfaceAddress> addresses)
{
    public ImmutableArray<InterfaceAddress> Addresses { get; } = addresses;

    /// <summary>It was released, or acquired again: the rest is not told.</summary>
    public bool Cancelled { get; set; }
}
