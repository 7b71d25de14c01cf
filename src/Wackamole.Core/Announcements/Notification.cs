using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>Whom to tell, one by one, when an address moves (the original's Notify).</summary>
public sealed record Notification(
    ImmutableArray<NotifyTarget> Targets, bool ArpTable, bool PingArpTable)
{
    public static readonly Notification None = new([], false, false);

    public bool IsEmpty => Targets.IsEmpty && !ArpTable;

    public bool Equals(Notification? other) => other is not null
        && Targets.AsSpan().SequenceEqual(other.Targets.AsSpan())
        && ArpTable == other.ArpTable && PingArpTable == other.PingArpTable;

    public override int GetHashCode() => HashCode.Combine(Targets.Length, ArpTable, PingArpTable);
}
