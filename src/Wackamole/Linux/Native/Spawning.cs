using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>
/// Declarations of spawn.h, signal.h, poll.h, fcntl.h, sys/wait.h and sys/syscall.h.
/// </summary>
internal static unsafe partial class Spawning
{
    // spawn.h
    public const short POSIX_SPAWN_SETSIGMASK = 0x08;
    public const short POSIX_SPAWN_SETSID = 0x80;

    /// <summary>Room for glibc's spawn structures and musl's: at most 336 bytes.</summary>
    public const int StructureBytes = 512;

    // bits/types/__sigset_t.h
    public const int SignalSetBytes = 128;

    // asm-generic/unistd.h, the same for every kind of processor
    public const nint SYS_pidfd_open = 434;

    // bits/waitflags.h
    public const int WNOHANG = 1;

    // bits/fcntl-linux.h
    public const int F_SETFL = 4;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;

    // linux/prctl.h
    public const int PR_SET_NAME = 15;

    // poll.h
    public const short POLLIN = 1;
    public const short POLLHUP = 0x10;

    [LibraryImport("libc", EntryPoint = "posix_spawn", SetLastError = false,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PosixSpawn(int* process, string path, void* fileActions,
        void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init", SetLastError = false)]
    public static partial int FileActionsInit(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2", SetLastError = false)]
    public static partial int FileActionsAddDup2(void* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy", SetLastError = false)]
    public static partial int FileActionsDestroy(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init", SetLastError = false)]
    public static partial int AttributesInit(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags", SetLastError = false)]
    public static partial int AttributesSetFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask", SetLastError = false)]
    public static partial int AttributesSetSigMask(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy", SetLastError = false)]
    public static partial int AttributesDestroy(void* attributes);

    // signal.h
    [LibraryImport("libc", EntryPoint = "sigemptyset", SetLastError = false)]
    public static partial int SigEmptySet(void* signals);

    [LibraryImport("libc", EntryPoint = "sigaddset", SetLastError = false)]
    public static partial int SigAddSet(void* signals, int signal);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    // unistd.h
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint PidFdOpen(nint number, int process, uint flags);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    public static partial int Pipe2(int* both, int flags);

    // fcntl.h
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int FCntl(SafeHandle fd, int command, int argument);

    // sys/wait.h
    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int process, int* status, int options);

    // sys/socket.h
    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    public static partial int Listen(SafeHandle fd, int backlog);
}
