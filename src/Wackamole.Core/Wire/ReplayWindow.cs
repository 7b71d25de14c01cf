using System.Runtime.CompilerServices;

namespace Wackamole.Core.Wire;

/// <summary>
/// Which of the last 256 counters of one sender's incarnation were seen (as RFC 6479 does it: a
/// ring of bits that is cleared ahead of the newest). Mutable: keep it in a field, not in a copy.
/// </summary>
public struct ReplayWindow
{
    /// <summary>Counters that are remembered, the newest included.</summary>
    public const int Size = 256;

    private const int WordBits = 64;

    private Ring _seen;
    private bool _started;

    /// <summary>The newest counter that was accepted; 0 before the first.</summary>
    public ulong Highest { get; private set; }

    /// <summary>
    /// Decides on a counter and remembers it. Only for what has been authenticated.
    /// </summary>
    public ReplayVerdict Accept(ulong counter)
    {
        if (!_started || counter > Highest)
        {
            Advance(counter);
        }
        else if (Highest - counter >= Size)
        {
            return ReplayVerdict.TooOld;
        }

        ref var word = ref _seen[(int)(counter / WordBits % (Size / WordBits))];
        var bit = 1UL << (int)(counter % WordBits);
        if ((word & bit) != 0)
        {
            return ReplayVerdict.Duplicate;
        }

        word |= bit;
        return ReplayVerdict.New;
    }

    private void Advance(ulong counter)
    {
        if (!_started || counter - Highest >= Size)
        {
            _seen = default;
        }
        else
        {
            for (var passed = Highest + 1; passed != counter + 1; passed++)
            {
                _seen[(int)(passed / WordBits % (Size / WordBits))] &=
                    ~(1UL << (int)(passed % WordBits));
            }
        }

        _started = true;
        Highest = counter;
    }

    [InlineArray(Size / WordBits)]
    private struct Ring
    {
        private ulong _word;
    }
}
