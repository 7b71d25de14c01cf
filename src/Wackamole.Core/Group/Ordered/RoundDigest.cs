using System.Collections.Immutable;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// A number for a ring and a set of sessions, the same on every host (FNV-1a, 64 bits). Not for
/// secrecy: it keeps apart the few sets that one cluster goes through.
/// </summary>
internal static class RoundDigest
{
    private const ulong Basis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <param name="sessions">In ordinal order.</param>
    public static ulong Of(ulong ring, ImmutableArray<string> sessions)
    {
        var digest = Basis;
        for (var shift = 0; shift < 64; shift += 8)
        {
            digest = Add(digest, (byte)(ring >> shift));
        }

        foreach (var session in sessions)
        {
            foreach (var character in session)
            {
                digest = Add(digest, (byte)character);
            }

            digest = Add(digest, 0);
        }

        return digest;
    }

    private static ulong Add(ulong digest, byte value) => (digest ^ value) * Prime;
}
