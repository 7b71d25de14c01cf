using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>Declarations of sys/stat.h.</summary>
internal static unsafe partial class Files
{
    // fcntl.h
    public const int AT_FDCWD = -100;
    public const int AT_SYMLINK_NOFOLLOW = 0x100;

    // linux/stat.h
    public const uint STATX_TYPE = 1;
    public const int StatxBytes = 256;
    public const int StatxModeOffset = 28;

    // bits/stat.h
    public const int S_IFMT = 0xf000;
    public const int S_IFSOCK = 0xc000;

    // asm-generic/fcntl.h; O_DIRECTORY is another on arm64 (asm/fcntl.h).
    public const int O_RDONLY = 0;
    public const int O_CLOEXEC = 0x80000;
    public static readonly int O_DIRECTORY =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;

    // fcntl.h
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    // unistd.h
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(DescriptorHandle descriptor);

    // statx, whose structure is the same on every architecture.
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Statx(
        int directory, string path, int flags, uint mask, byte* status);
}
