using System.Globalization;
using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux.Corosync;

/// <summary>Corosync's libraries: whether they are there, and what their errors mean.</summary>
internal static class CorosyncLibrary
{
    // The Debian package of each, which is called so in other distributions too or contained in
    // «corosynclib».
    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        [CpgCalls.Library] = "libcpg4",
        [CmapCalls.Library] = "libcmap4",
        [QuorumCalls.Library] = "libquorum5",
    };

    /// <summary>Loads one, which then stays.</summary>
    /// <exception cref="CorosyncException">It is not on this host.</exception>
    public static void Require(string library)
    {
        if (!NativeLibrary.TryLoad(library, out _))
        {
            throw new CorosyncException($"{library} is not on this host: install corosync, or "
                + $"its library alone ({Packages[library]}; corosynclib where packages are rpm)");
        }
    }

    /// <exception cref="CorosyncException">The code is an error.</exception>
    public static void Check(int code, string action)
    {
        if (code != CorosyncCodes.CS_OK)
        {
            throw new CorosyncException($"cannot {action}: {Explain(code)}");
        }
    }

    private static string Explain(int code) => code switch
    {
        CorosyncCodes.CS_ERR_LIBRARY or CorosyncCodes.CS_ERR_BAD_HANDLE =>
            "the corosync daemon does not run on this host, or has just ended",
        CorosyncCodes.CS_ERR_TRY_AGAIN or CorosyncCodes.CS_ERR_TIMEOUT =>
            "the corosync daemon is busy, as while its members change",
        CorosyncCodes.CS_ERR_ACCESS or CorosyncCodes.CS_ERR_SECURITY =>
            "the corosync daemon refuses this user: write "
            + "`uidgid { uid: wackamole gid: wackamole }` with one setting a line into "
            + "/etc/corosync/uidgid.d/wackamole and start corosync again",
        CorosyncCodes.CS_ERR_EXIST => "this process is a member already",
        _ => string.Create(CultureInfo.InvariantCulture, $"corosync's error {code}"),
    };
}
