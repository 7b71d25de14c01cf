namespace Wackamole.Tests.Simulation;

/// <summary>
/// The only source of chance in a simulation: SplitMix64 (Steele, Lea, Flood 2014), written here
/// so that a seed means the same run on every version of the framework.
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9e37_79b9_7f4a_7c15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58_476d_1ce4_e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d0_49bb_1331_11eb;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to one less than the bound.</summary>
    public int Below(int bound) => (int)((Next() >> 33) * (ulong)bound >> 31);

    /// <summary>Both ends included.</summary>
    public long Between(long least, long most) => least >= most
        ? least
        : least + (long)(Next() % (ulong)(most - least + 1));

    public bool Chance(int perMillion) => perMillion > 0 && Below(1_000_000) < perMillion;

    public bool Percent(int percent) => Below(100) < percent;

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>An independent source, so that more use of one does not shift another.</summary>
    public SeededRandom Fork() => new(Next());
}
