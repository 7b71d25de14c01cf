using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Faults;

/// <summary>A disk of four kilobytes for a host's log, which is soon full.</summary>
internal static class SmallDisk
{
    /// <summary>To be called before the daemon starts.</summary>
    public static void ForLog(LabHost host)
    {
        var disk = Path.Combine(host.Files.Root, "disk");
        Directory.CreateDirectory(disk);
        var mounted = host.Run("mount", "-t", "tmpfs", "-o", "size=4k", "full", disk);
        if (mounted.Status != 0)
        {
            throw new LabException($"cannot mount a small disk: {mounted.Text}");
        }

        host.LogPath = Path.Combine(disk, "log");
    }

    /// <summary>Writes more than there is room for; that this fails is the point.</summary>
    public static void Fill(LabHost host) =>
        host.Run("sh", "-c", "head -c 100000 /dev/zero >>\"$1\"", "fill", host.LogPath);
}
