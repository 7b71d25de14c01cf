using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>
/// Declarations of sched.h, sys/mman.h, sys/prctl.h, sys/capability.h, pwd.h, unistd.h.
/// </summary>
internal static unsafe partial class Processes
{
    // bits/sched.h
    public const int SCHED_RR = 2;
    public const int SCHED_RESET_ON_FORK = 0x40000000;

    // bits/mman-linux.h
    public const int MCL_CURRENT = 1;
    public const int MCL_FUTURE = 2;
    public const int MCL_ONFAULT = 4;

    // linux/prctl.h
    public const int PR_SET_KEEPCAPS = 8;
    public const int PR_CAPBSET_DROP = 24;
    public const int PR_SET_NO_NEW_PRIVS = 38;
    public const int PR_CAP_AMBIENT = 47;
    public const int PR_CAP_AMBIENT_RAISE = 2;

    // linux/capability.h
    public const uint LINUX_CAPABILITY_VERSION_3 = 0x20080522;
    public const int LastCapability = 63;

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    public static partial int SchedSetScheduler(int thread, int policy, int* priority);

    [LibraryImport("libc", EntryPoint = "mlockall", SetLastError = true)]
    public static partial int MLockAll(int flags);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int PrCtl(
        int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", EntryPoint = "capget", SetLastError = true)]
    public static partial int CapGet(CapabilityHeader* header, CapabilitySets* sets);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    public static partial int CapSet(CapabilityHeader* header, CapabilitySets* sets);

    [LibraryImport("libc", EntryPoint = "geteuid", SetLastError = false)]
    public static partial uint GetEUid();

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    public static partial int SetGroups(nuint count, uint* groups);

    [LibraryImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    public static partial int SetResGid(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    public static partial int SetResUid(uint real, uint effective, uint saved);

    // Answers the error itself; result is null where there is no such user.
    [LibraryImport("libc", EntryPoint = "getpwnam_r", SetLastError = false,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetPwNamR(
        string name, PasswordEntry* entry, byte* buffer, nuint length, PasswordEntry** result);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ExecVe(string path, byte** arguments, byte** environment);
}
