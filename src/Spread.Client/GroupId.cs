namespace Spread.Client;

/// <summary>
/// Identifies one view of one group: equal at all members that install the same view, different
/// in the halves of a partition. Opaque: compare for equality only. The time is close to Unix
/// seconds but may run ahead, and the leader is a hash that may be negative.
/// </summary>
/// <param name="Leader">A hash of the name of the daemon that leads the ring.</param>
/// <param name="Time">When the ring was formed.</param>
/// <param name="Index">Counts joins, leaves and disconnects; from 1 after a network change.</param>
public readonly record struct GroupId(int Leader, int Time, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Leader:x8}.{Time:x8}.{Index}";
}
