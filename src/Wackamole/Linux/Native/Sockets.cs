using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>Declarations of sys/socket.h, used by every kind of socket here.</summary>
internal static unsafe partial class Sockets
{
    // bits/socket.h
    public const int AF_UNSPEC = 0;
    public const int AF_INET = 2;
    public const int AF_INET6 = 10;
    public const int AF_NETLINK = 16;
    public const int AF_PACKET = 17;

    // bits/socket_type.h
    public const int SOCK_DGRAM = 2;
    public const int SOCK_RAW = 3;
    public const int SOCK_NONBLOCK = 0x800;
    public const int SOCK_CLOEXEC = 0x80000;

    // bits/socket.h
    public const int MSG_TRUNC = 0x20;
    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_ERRQUEUE = 0x2000;
    public const int MSG_NOSIGNAL = 0x4000;

    // asm-generic/socket.h
    public const int SOL_SOCKET = 1;
    public const int SO_REUSEADDR = 2;
    public const int SO_SNDBUF = 7;
    public const int SO_RCVBUF = 8;
    public const int SO_PRIORITY = 12;
    public const int SO_PEERCRED = 17;
    public const int SO_RCVTIMEO = 20;
    public const int SO_BINDTODEVICE = 25;
    public const int SO_ATTACH_FILTER = 26;
    public const int SO_SNDBUFFORCE = 32;
    public const int SO_RCVBUFFORCE = 33;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(SafeHandle fd, void* address, uint length);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    public static partial int GetSockName(SafeHandle fd, void* address, uint* length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSockOpt(
        SafeHandle fd, int level, int name, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetSockOpt(
        SafeHandle fd, int level, int name, void* value, uint* length);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(
        SafeHandle fd, void* bytes, nuint count, int flags, void* address, uint length);

    [LibraryImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    public static partial nint RecvFrom(
        SafeHandle fd, void* bytes, nuint count, int flags, void* address, uint* length);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint RecvMsg(SafeHandle fd, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMMsg(
        SafeHandle fd, MultiMessageHeader* messages, uint count, int flags);

    // net/if.h; 0 where there is no such interface.
    [LibraryImport("libc", EntryPoint = "if_nametoindex", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint IfNameToIndex(string name);

    // net/if.h; the buffer takes IF_NAMESIZE bytes.
    [LibraryImport("libc", EntryPoint = "if_indextoname", SetLastError = true)]
    private static partial byte* IfIndexToName(uint index, byte* name);

    /// <summary>The name of an interface now, or null where there is none of this index.</summary>
    public static string? InterfaceName(int index)
    {
        const int IF_NAMESIZE = 16;
        var name = stackalloc byte[IF_NAMESIZE];
        return IfIndexToName((uint)index, name) is null
            ? null
            : Marshal.PtrToStringUTF8((nint)name);
    }

    /// <summary>Sets an integer option; answers whether the kernel took it.</summary>
    public static bool TrySet(SafeHandle fd, int level, int name, int value) =>
        SetSockOpt(fd, level, name, &value, sizeof(int)) == 0;

    /// <summary>Sets an integer option that nothing can go on without.</summary>
    public static void Set(SafeHandle fd, int level, int name, int value, string action)
    {
        if (!TrySet(fd, level, name, value))
        {
            throw new SystemFaultException(ErrorNumber.Last, action);
        }
    }

    /// <summary>
    /// Asks for buffers of this many bytes: beyond net.core.rmem_max where CAP_NET_ADMIN permits,
    /// else as much of them as an ordinary process gets.
    /// </summary>
    public static void SetBuffers(SafeHandle fd, int receiveBytes, int sendBytes)
    {
        if (!TrySet(fd, SOL_SOCKET, SO_RCVBUFFORCE, receiveBytes))
        {
            TrySet(fd, SOL_SOCKET, SO_RCVBUF, receiveBytes);
        }

        if (!TrySet(fd, SOL_SOCKET, SO_SNDBUFFORCE, sendBytes))
        {
            TrySet(fd, SOL_SOCKET, SO_SNDBUF, sendBytes);
        }
    }
}
