using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>A set of members of one view, each by its place in member order.</summary>
public readonly record struct MemberSet(UInt128 Bits)
{
    public static readonly MemberSet None;

    public static MemberSet Of(int member) => new(UInt128.One << member);

    /// <summary>The first so many members.</summary>
    public static MemberSet All(int count)
    {
        Invariant.Require(count is >= 0 and <= Limits.Members, "a view has at most 128 members");
        return count == 0 ? None : new(UInt128.MaxValue >> (Limits.Members - count));
    }

    public bool IsEmpty => Bits == UInt128.Zero;

    public int Count => (int)UInt128.PopCount(Bits);

    /// <summary>The lowest member; 128 where there is none.</summary>
    public int First => (int)UInt128.TrailingZeroCount(Bits);

    public bool Contains(int member) => ((Bits >> member) & UInt128.One) != UInt128.Zero;

    public MemberSet With(int member) => new(Bits | (UInt128.One << member));

    public MemberSet Without(int member) => new(Bits & ~(UInt128.One << member));

    public MemberSet Without(MemberSet others) => new(Bits & ~others.Bits);

    public MemberSet Or(MemberSet others) => new(Bits | others.Bits);

    public MemberSet And(MemberSet others) => new(Bits & others.Bits);

    /// <summary>With or without one member.</summary>
    public MemberSet Put(int member, bool present) => present ? With(member) : Without(member);

    public Enumerator GetEnumerator() => new(Bits);

    /// <summary>In member order.</summary>
    public struct Enumerator(UInt128 bits)
    {
        private UInt128 _left = bits;

        public int Current { get; private set; } = -1;

        public bool MoveNext()
        {
            if (_left == UInt128.Zero)
            {
                return false;
            }

            Current = (int)UInt128.TrailingZeroCount(_left);
            _left &= _left - UInt128.One;
            return true;
        }
    }
}
