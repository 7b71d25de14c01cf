using System.Diagnostics;

namespace Wackamole.Lab.Network;

/// <summary>
/// The one way in which a lab is removed, written so that it needs nothing of a lab that has
/// died: a shell that reads from a pipe which only the lab holds open.
/// </summary>
internal static class Janitor
{
    private const string Script = """
        trap '' HUP INT QUIT TERM
        while read -r line; do :; done
        for path in /run/netns/"$1"-*; do
            [ -e "$path" ] || continue
            name=${path##*/}
            for pid in $(ip netns pids "$name"); do kill -KILL "$pid" 2>/dev/null; done
        done
        for path in /run/netns/"$1"-*; do
            [ -e "$path" ] && ip netns delete "${path##*/}"
        done
        rm -rf -- "$2"
        """;

    /// <summary>Cleans up as soon as this process closes the janitor's input, or ends.</summary>
    public static Process Watch(string prefix, string directory)
    {
        var start = Tool.Prepare(["sh", "-c", Script, "wackalab-janitor", prefix, directory]);
        start.RedirectStandardInput = true;
        start.WorkingDirectory = "/";
        return Tool.Start(start);
    }

    /// <summary>Cleans up now.</summary>
    public static void Remove(string prefix, string directory)
    {
        using var janitor = Watch(prefix, directory);
        janitor.StandardInput.Close();
        janitor.WaitForExit();
    }
}
