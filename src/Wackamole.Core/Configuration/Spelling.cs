namespace Wackamole.Core.Configuration;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Spelling
{
    /// <summary>Longer words are no slips; comparing them would only cost time.</summary>
    private const int LongestWord = 40;

    /// <summary>
    /// The candidate that takes the fewest slips (a letter more, less, another, or two swapped)
    /// to become this word, or null where even that takes more than a third of its letters.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var slips = Slips(word, candidate);
            if (slips < least && slips <= Math.Max(1, candidate.Length / 3))
            {
                (nearest, least) = (candidate, slips);
            }
        }

        return nearest;
    }

    /// <summary>The optimal string alignment distance, letters in any case.</summary>
    public static int Slips(string from, string to)
    {
        var beforeLast = new int[to.Length + 1];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = Same(from[i - 1], to[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last) = (last, row);
        }

        return last[to.Length];
    }

    private static bool Same(char left, char right) =>
        char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
