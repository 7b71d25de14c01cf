using System.Collections.Immutable;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;

namespace Wackamole.Announcing;

/// <summary>Something to send: announcements or notifications, the other list is empty.</summary>
internal readonly record struct AnnounceOrder(
    ImmutableArray<VirtualInterface> VirtualInterfaces, ImmutableArray<NotifyFrame> Notifications);
