namespace Wackamole.Core.Values;

/// <summary>
/// Numbers for back-off times: xorshift64* (S. Vigna, 2016). Seeded, so that a run can be
/// repeated; never for secrets.
/// </summary>
public struct PseudoRandom(ulong seed)
{
    private ulong _bits = seed == 0 ? 0x9E37_79B9_7F4A_7C15 : seed;

    public ulong Next()
    {
        _bits ^= _bits >> 12;
        _bits ^= _bits << 25;
        _bits ^= _bits >> 27;
        return _bits * 0x2545_F491_4F6C_DD1D;
    }

    /// <summary>A duration from zero up to, but not including, the given one.</summary>
    public TimeSpan Below(TimeSpan limit) =>
        limit.Ticks <= 0 ? TimeSpan.Zero : new((long)(Next() % (ulong)limit.Ticks));
}
