using System.Collections.Immutable;
using System.Globalization;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>The texts of proc(5), understood.</summary>
internal static class ProcText
{
    /// <summary>In stat(5) the policy is the 41st field; «)» ends the second.</summary>
    private const int PolicyField = 41 - 3;

    /// <summary>/proc/mounts; the last one of a place is what is seen there.</summary>
    public static Reading<ImmutableArray<Mount>> Mounts(string text)
    {
        var mounts = ImmutableArray.CreateBuilder<Mount>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ');
            if (fields.Length < 4)
            {
                return Reading<ImmutableArray<Mount>>.Failed(
                    $"/proc/self/mounts has a line that is not understood («{line}»)");
            }

            mounts.Add(new Mount(Unescaped(fields[1]), fields[2],
                fields[3].Split(',').Contains("ro", StringComparer.Ordinal)));
        }

        return Reading<ImmutableArray<Mount>>.Of(mounts.ToImmutable());
    }

    /// <summary>Names of /proc/net/dev, the loopback left out.</summary>
    public static Reading<ImmutableArray<string>> Interfaces(string text) =>
        Reading<ImmutableArray<string>>.Of([.. text.Split('\n').Skip(2)
            .Select(line => line.Split(':'))
            .Where(parts => parts.Length > 1 && parts[0].Trim() != "lo")
            .Select(parts => string.Join(':', parts[..^1]).Trim())
            .Order(StringComparer.Ordinal)]);

    /// <summary>A line of /proc/PID/status: «CapEff:\t000001ffffffffff» and such.</summary>
    public static string? Field(string status, string name)
    {
        foreach (var line in status.Split('\n'))
        {
            if (line.StartsWith(name + ":", StringComparison.Ordinal))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }

    public static bool TryMask(string? hex, out ulong mask) => ulong.TryParse(
        hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out mask);

    /// <summary>The first number of «1000\t1000\t…» or «5120 kB».</summary>
    public static bool TryFirst(string? text, out long number)
    {
        number = 0;
        return text is not null && long.TryParse(text.Split(' ', '\t')[0], NumberStyles.None,
            CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A soft limit of /proc/PID/limits; null where it does not stand there.</summary>
    public static long? Limit(string limits, string name)
    {
        foreach (var line in limits.Split('\n'))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                var soft = line[name.Length..].Trim().Split(' ')[0];
                return soft == "unlimited" ? long.MaxValue
                    : TryFirst(soft, out var number) ? number : null;
            }
        }

        return null;
    }

    /// <summary>The scheduling policy in /proc/PID/task/TID/stat; null for none.</summary>
    public static long? Policy(string stat)
    {
        // The name in parentheses may hold blanks and parentheses itself.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Trim().Split(' ');
        return fields.Length > PolicyField && TryFirst(fields[PolicyField], out var policy)
            ? policy : null;
    }

    /// <summary>The number of a user in /etc/passwd; null where it is not there.</summary>
    public static long? UserId(string passwd, string user)
    {
        foreach (var line in passwd.Split('\n'))
        {
            var fields = line.Split(':');
            if (fields.Length > 2 && fields[0] == user && TryFirst(fields[2], out var id))
            {
                return id;
            }
        }

        return null;
    }

    // Blanks and such stand as octal numbers: «\\040».
    private static string Unescaped(string place) => place
        .Replace("\\040", " ", StringComparison.Ordinal)
        .Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\134", "\\", StringComparison.Ordinal);
}
