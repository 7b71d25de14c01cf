using Wackamole.Core.Lease;
using Wackamole.Linux.Native;

namespace Wackamole.Linux.Bpf;

/// <summary>The file system in which maps and links are pinned (bpf(2), BPF_OBJ_PIN).</summary>
internal static unsafe class BpfFileSystem
{
    /// <summary>Where a service manager mounts it.</summary>
    public const string Root = FencePlace.Root;

    /// <summary>Whether a path lies in such a file system.</summary>
    public static bool IsMounted(string path)
    {
        var status = stackalloc byte[BpfCalls.StatFsBytes];
        return BpfCalls.StatFs(path, status) == 0 && *(long*)status == BpfCalls.BPF_FS_MAGIC;
    }

    /// <summary>Mounts one there (CAP_SYS_ADMIN).</summary>
    public static SystemFault? Mount(string path) =>
        BpfCalls.Mount("bpf", path, "bpf", 0, "mode=0700") == 0 ? null
            : new SystemFault($"mount a BPF file system at {path}", ErrorNumber.Last);

    /// <summary>Gives a file or folder to another user (CAP_CHOWN).</summary>
    public static SystemFault? Give(string path, uint userId, uint groupId) =>
        BpfCalls.ChOwn(path, userId, groupId) == 0 ? null
            : new SystemFault($"give {path} to user {userId}", ErrorNumber.Last);
}
