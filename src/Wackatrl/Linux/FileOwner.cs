using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Wackatrl.Linux;

/// <summary>
/// Whose a file is: root changes the key of a daemon that runs as a user of its own.
/// </summary>
internal readonly unsafe partial record struct FileOwner(uint User, uint Group)
{
    // fcntl.h, linux/stat.h: the structure is the same on every architecture.
    private const int AT_FDCWD = -100;
    private const uint STATX_UID = 8;
    private const uint STATX_GID = 0x10;
    private const int StatxBytes = 256;
    private const int UserOffset = 20;
    private const int GroupOffset = 24;

    /// <summary>The owner, or null where there is no such file or it cannot be looked at.</summary>
    public static FileOwner? Of(string path)
    {
        var status = stackalloc byte[StatxBytes];
        return Statx(AT_FDCWD, path, 0, STATX_UID | STATX_GID, status) == 0
            ? new FileOwner(*(uint*)(status + UserOffset), *(uint*)(status + GroupOffset))
            : null;
    }

    /// <exception cref="IOException">It cannot be made its file.</exception>
    public void Give(string path)
    {
        if (Of(path) != this && ChOwn(path, User, Group) != 0)
        {
            throw new IOException("it belongs to another user, and would not any more: "
                + new Win32Exception(Marshal.GetLastPInvokeError()).Message);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(
        int directory, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChOwn(string path, uint user, uint group);
}
