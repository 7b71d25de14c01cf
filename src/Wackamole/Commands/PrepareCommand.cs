using Wackamole.Core.Configuration;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;

namespace Wackamole.Commands;

/// <summary>
/// --prepare USER: what the daemon's own user cannot do for its fence, and root has to do before
/// (ExecStartPre): a BPF file system, a way into it, and a folder there that is the user's.
/// </summary>
internal static class PrepareCommand
{
    /// <exception cref="StartFaultException">It cannot be done.</exception>
    public static int Run(string? named, string user)
    {
        var path = SettingsLoader.Find(named);
        if (SettingsLoader.Read(path).File is not { } file)
        {
            throw new StartFaultException(ExitStatus.Configuration, $"the configuration {path} has "
                + $"errors, so its group is not known; `wackamole --check {path}` shows them");
        }

        return file.Fence == FenceMode.None ? ExitStatus.Ok
            : Prepare(FencePins.Of(file.Group), user) is { } fault
                ? throw new StartFaultException(ExitStatus.Permission, fault)
                : ExitStatus.Ok;
    }

    /// <summary>Null where all is ready; else why not, in a sentence.</summary>
    public static string? Prepare(FencePins pins, string user)
    {
        if (!Privileges.TryFind(user, out var userId, out var groupId))
        {
            return $"there is no user {user}";
        }

        if (!BpfFileSystem.IsMounted(BpfFileSystem.Root)
            && BpfFileSystem.Mount(BpfFileSystem.Root) is { } notMounted)
        {
            return notMounted.Text;
        }

        try
        {
            // To pass through, not to look around.
            File.SetUnixFileMode(BpfFileSystem.Root, File.GetUnixFileMode(BpfFileSystem.Root)
                | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            Directory.CreateDirectory(pins.GroupFolder, UnixFileMode.UserRead
                | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            string[] all = [pins.GroupFolder, .. Directory.GetFileSystemEntries(
                pins.GroupFolder, "*", SearchOption.AllDirectories)];
            return all.Select(one => BpfFileSystem.Give(one, userId, groupId))
                .FirstOrDefault(fault => fault is not null)?.Text;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return FencePins.ToFault($"make {pins.GroupFolder}", fault).Text;
        }
    }
}
