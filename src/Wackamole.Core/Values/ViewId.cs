namespace Wackamole.Core.Values;

/// <summary>
/// The name of a view or of a try at one: compared by epoch, then coordinator name, then the
/// coordinator's incarnation (PROTOCOL.md, Words). Each try has a new epoch.
/// </summary>
public readonly record struct ViewId(ulong Epoch, MemberId Coordinator) : IComparable<ViewId>
{
    /// <summary>Below every view that was ever proposed.</summary>
    public static readonly ViewId None = new(0, new MemberId(string.Empty, 0));

    public int CompareTo(ViewId other)
    {
        var byEpoch = Epoch.CompareTo(other.Epoch);
        return byEpoch != 0 ? byEpoch : Coordinator.CompareTo(other.Coordinator);
    }

    public static bool operator <(ViewId left, ViewId right) => left.CompareTo(right) < 0;

    public static bool operator >(ViewId left, ViewId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ViewId left, ViewId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ViewId left, ViewId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Epoch == 0 ? "none" : $"{Epoch}.{Coordinator}";
}
