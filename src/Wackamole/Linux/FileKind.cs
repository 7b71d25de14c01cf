using System.Buffers.Binary;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>What .NET does not tell of a file.</summary>
public static unsafe class FileKind
{
    /// <summary>
    /// Whether the path is a Unix socket's, without opening it or following a link.
    /// </summary>
    public static bool IsSocket(string path)
    {
        var status = stackalloc byte[Files.StatxBytes];
        if (Files.Statx(Files.AT_FDCWD, path, Files.AT_SYMLINK_NOFOLLOW, Files.STATX_TYPE, status)
            != 0)
        {
            return false;
        }

        var mode = BinaryPrimitives.ReadUInt16LittleEndian(
            new ReadOnlySpan<byte>(status + Files.StatxModeOffset, sizeof(ushort)));
        return (mode & Files.S_IFMT) == Files.S_IFSOCK;
    }
}
