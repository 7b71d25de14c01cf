using System.Text;
using Spread.Client;

namespace Wackamole.Engines.Spread;

/// <summary>The names that a cluster uses on a Spread daemon.</summary>
internal static class SpreadGroup
{
    // The original's daemons join a group of the bare name, and say what this one does not know.
    private const string Prefix = "wackamole:";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>
    /// Spread's group for a cluster's: readable where the name permits, else a digest of it.
    /// </summary>
    public static string NameFor(string group)
    {
        var readable = Prefix + group;
        return SpreadNames.IsGroup(readable) ? readable
            : Prefix + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
                Encoding.UTF8.GetBytes(group)).AsSpan(0, 10));
    }

    /// <summary>
    /// A private name that no other session of this daemon has or had: of a crashed one the name
    /// stays in use for a while. An incarnation is unique on its host; the digits that do not fit
    /// change once in years.
    /// </summary>
    public static string SessionNameFor(ulong incarnation)
    {
        var name = new char[SpreadLimits.PrivateNameBytes];
        name[0] = 'w';
        for (var place = name.Length - 1; place > 0; place--)
        {
            name[place] = Digits[(int)(incarnation % (ulong)Digits.Length)];
            incarnation /= (ulong)Digits.Length;
        }

        return new string(name);
    }
}
