using System.Numerics;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>One bit for each head of a catalogue.</summary>
public sealed class Bitmap(int length)
{
    private const int BitsOfWord = 64;

    private readonly ulong[] _words = new ulong[(length + BitsOfWord - 1) / BitsOfWord];

    public int Length { get; } = length;

    public bool this[int index]
    {
        get => (_words[index / BitsOfWord] >> (index % BitsOfWord) & 1) != 0;
        set
        {
            Invariant.Require((uint)index < (uint)Length, "a bit stands for a head");
            var bit = 1UL << (index % BitsOfWord);
            _words[index / BitsOfWord] = value
                ? _words[index / BitsOfWord] | bit
                : _words[index / BitsOfWord] & ~bit;
        }
    }

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public bool SameAs(Bitmap other) =>
        Length == other.Length && _words.AsSpan().SequenceEqual(other._words);

    /// <summary>The places of the set bits, ascending.</summary>
    public IEnumerable<int> Indices()
    {
        for (var number = 0; number < _words.Length; number++)
        {
            for (var word = _words[number]; word != 0; word &= word - 1)
            {
                yield return number * BitsOfWord + BitOperations.TrailingZeroCount(word);
            }
        }
    }

    /// <summary>Eight bits from a place on that is divisible by eight.</summary>
    public byte ByteAt(int index) => (byte)(_words[index / BitsOfWord] >> (index % BitsOfWord));
}
