using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// One virtual interface in the table. What stands here follows from the delivered messages
/// alone and is the same on every member; only AllocationTable changes it.
/// </summary>
public sealed class TableRow(IpAddress head)
{
    /// <summary>In place of a member: nobody.</summary>
    public const int Nobody = -1;

    public IpAddress Head { get; } = head;

    /// <summary>Members whose catalogue lists it.</summary>
    public MemberSet Knows { get; internal set; }

    /// <summary>Members that said they cannot hold it at present.</summary>
    public MemberSet Ineligible { get; internal set; }

    /// <summary>Members that would rather hold it than others.</summary>
    public MemberSet Prefers { get; internal set; }

    /// <summary>
    /// Members that may have it in their kernel: they said that they hold it, or it was given to
    /// them, and they have not said Released since. While one is in here, no other is given it.
    /// </summary>
    public MemberSet Present { get; internal set; }

    /// <summary>Who holds it or was told to take it.</summary>
    public int Holder { get; internal set; } = Nobody;

    /// <summary>The holder said that its kernel has it.</summary>
    public bool Confirmed { get; internal set; }

    /// <summary>The holder is to remove it.</summary>
    public bool Moving { get; internal set; }

    /// <summary>While Moving: who is to take it next, as it looked when the move began.</summary>
    public int Target { get; internal set; } = Nobody;

    /// <summary>
    /// Held by one alone, confirmed, and not about to change: balance may move it.
    /// </summary>
    public bool IsSettled =>
        Holder != Nobody && Confirmed && !Moving && Present == MemberSet.Of(Holder);

    /// <summary>Nobody holds it, and nobody may still have it: it can be given away.</summary>
    public bool IsFree => Holder == Nobody && Present.IsEmpty;

    /// <summary>Whose load it counts for.</summary>
    public int BoundFor => Moving ? Target : Holder;
}
