using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>
/// Declarations of linux/bpf.h, linux/magic.h, sys/statfs.h, sys/mman.h and sys/mount.h for the
/// system call bpf(2), which the C library has no function for.
/// </summary>
internal static unsafe partial class BpfCalls
{
    // linux/bpf.h, enum bpf_cmd
    public const int BPF_MAP_CREATE = 0;
    public const int BPF_MAP_LOOKUP_ELEM = 1;
    public const int BPF_MAP_UPDATE_ELEM = 2;
    public const int BPF_MAP_DELETE_ELEM = 3;
    public const int BPF_PROG_LOAD = 5;
    public const int BPF_OBJ_PIN = 6;
    public const int BPF_OBJ_GET = 7;
    public const int BPF_PROG_TEST_RUN = 10;
    public const int BPF_OBJ_GET_INFO_BY_FD = 15;
    public const int BPF_PROG_QUERY = 16;
    public const int BPF_LINK_CREATE = 28;
    public const int BPF_LINK_DETACH = 34;

    // linux/bpf.h, enum bpf_map_type, bpf_prog_type, bpf_attach_type
    public const uint BPF_MAP_TYPE_HASH = 1;
    public const uint BPF_MAP_TYPE_ARRAY = 2;
    public const uint BPF_PROG_TYPE_SCHED_CLS = 3;
    public const uint BPF_TCX_INGRESS = 46;
    public const uint BPF_TCX_EGRESS = 47;

    // linux/bpf.h, flags
    public const uint BPF_F_NO_PREALLOC = 1;
    public const uint BPF_F_MMAPABLE = 0x400;
    public const uint BPF_F_BEFORE = 0x8;

    /// <summary>BPF_OBJ_NAME_LEN of linux/bpf.h, its closing zero included.</summary>
    public const int NameBytes = 16;

    // bits/mman.h
    public const int PROT_READ = 1;
    public const int PROT_WRITE = 2;
    public const int MAP_SHARED = 1;

    // linux/magic.h
    public const long BPF_FS_MAGIC = 0xcafe4a11;

    /// <summary>Room for struct statfs, which begins with its type, a long.</summary>
    public const int StatFsBytes = 256;

    // asm-generic/unistd.h and asm/unistd_64.h: __NR_bpf
    private const nint NumberOnArm64 = 280;
    private const nint NumberOnX64 = 321;

    private static readonly nint Number =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? NumberOnArm64 : NumberOnX64;

    /// <summary>Does one command; a descriptor, 0, or -1 with the error kept.</summary>
    public static int Bpf<T>(int command, ref T attributes)
        where T : unmanaged
    {
        fixed (T* bytes = &attributes)
        {
            return (int)SysCall(Number, command, bytes, sizeof(T));
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint MMap(
        nint address, nuint length, int protection, int flags, SafeHandle fd, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int MUnmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "statfs", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatFs(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Mount(
        string source, string target, string kind, nuint flags, string? data);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChOwn(string path, uint user, uint group);

    // unistd.h
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SysCall(nint number, nint command, void* attributes, nint bytes);
}
