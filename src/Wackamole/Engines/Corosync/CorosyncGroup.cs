using System.Security.Cryptography;
using System.Text;

namespace Wackamole.Engines.Corosync;

/// <summary>The name that a cluster uses among Corosync's process groups.</summary>
internal static class CorosyncGroup
{
    // CPG_MAX_NAME_LENGTH of corosync/cpg.h, and room for the end that some tools want.
    private const int MostBytes = 127;
    private const string Prefix = "wackamole:";

    /// <summary>Readable where the name permits, else a digest of it.</summary>
    public static string NameFor(string group)
    {
        var readable = Prefix + group;
        return Encoding.UTF8.GetByteCount(readable) <= MostBytes ? readable
            : Prefix + Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(group)).AsSpan(0, 10));
    }
}
