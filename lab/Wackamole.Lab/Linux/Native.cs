using System.Runtime.InteropServices;

namespace Wackamole.Lab.Linux;

/// <summary>The C library's functions, under their own names. Declarations only.</summary>
internal static unsafe partial class Native
{
    // sys/socket.h, linux/if_ether.h
    internal const int AF_INET = 2;
    internal const int AF_INET6 = 10;
    internal const int AF_PACKET = 17;
    internal const int SOCK_RAW = 3;
    internal const int SOCK_NONBLOCK = 0x800;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int SOL_SOCKET = 1;
    internal const int SO_SNDBUF = 7;
    internal const int SO_RCVBUF = 8;
    internal const int SO_SNDBUFFORCE = 32;
    internal const int SO_RCVBUFFORCE = 33;
    internal const ushort ETH_P_ARP = 0x0806;
    internal const ushort ETH_P_IPV6 = 0x86DD;

    // netinet/in.h, linux/icmp.h, linux/icmpv6.h, linux/if_packet.h
    internal const int IPPROTO_ICMP = 1;
    internal const int IPPROTO_ICMPV6 = 58;
    internal const int SOL_RAW = 255;
    internal const int ICMP_FILTER = 1;
    internal const int ICMPV6_FILTER = 1;
    internal const int SOL_PACKET = 263;
    internal const int PACKET_ADD_MEMBERSHIP = 1;
    internal const ushort PACKET_MR_PROMISC = 1;

    // errno.h
    internal const int EINTR = 4;

    // poll.h
    internal const short POLLIN = 1;

    // sched.h
    internal const int SCHED_FIFO = 1;

    // sys/mman.h
    internal const int MCL_CURRENT = 1;
    internal const int MCL_FUTURE = 2;
    internal const int MCL_ONFAULT = 4;

    // signal.h
    internal const int SIGABRT = 6;
    internal const int SIGKILL = 9;
    internal const int SIGSEGV = 11;
    internal const int SIGTERM = 15;
    internal const int SIGCONT = 18;
    internal const int SIGSTOP = 19;
    internal const int SIGHUP = 1;

    // sys/ptrace.h
    internal const int PTRACE_DETACH = 17;
    internal const int PTRACE_SEIZE = 0x4206;
    internal const int PTRACE_INTERRUPT = 0x4207;

    // __WALL of bits/waitflags.h
    internal const int WALL = 0x40000000;

    // struct pollfd, poll.h
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        internal int fd;
        internal short events;
        internal short revents;
    }

    // struct timespec, time.h, on 64-bit systems
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpecification
    {
        internal long tv_sec;
        internal long tv_nsec;
    }

    // linux/if_packet.h
    [StructLayout(LayoutKind.Sequential)]
    internal struct packet_mreq
    {
        internal int mr_ifindex;
        internal ushort mr_type;
        internal ushort mr_alen;
        internal ulong mr_address;
    }

    // netpacket/packet.h
    [StructLayout(LayoutKind.Sequential)]
    internal struct sockaddr_ll
    {
        internal ushort sll_family;
        internal ushort sll_protocol;
        internal int sll_ifindex;
        internal ushort sll_hatype;
        internal byte sll_pkttype;
        internal byte sll_halen;
        internal ulong sll_addr;
    }

    // sys/socket.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    // unistd.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int close(int fd);

    // sys/socket.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int bind(FileDescriptor fd, void* address, uint length);

    // sys/socket.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setsockopt(
        FileDescriptor fd, int level, int option, void* value, uint length);

    // sys/socket.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint sendto(
        int fd, void* buffer, nint length, int flags, void* address, uint addressLength);

    // sys/socket.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint recvfrom(
        int fd, void* buffer, nint length, int flags, void* address, uint* addressLength);

    // poll.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ppoll(
        PollDescriptor* fds, nuint count, TimeSpecification* timeout, void* mask);

    // net/if.h
    [LibraryImport("libc", SetLastError = false, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint if_nametoindex(string name);

    // sched.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_setscheduler(int pid, int policy, int* priority);

    // sys/mman.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int mlockall(int flags);

    // signal.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int pid, int signal);

    // sys/ptrace.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint ptrace(int request, int pid, void* address, void* data);

    // sys/wait.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int waitpid(int pid, int* status, int options);

    // unistd.h
    [LibraryImport("libc", SetLastError = false)]
    internal static partial uint geteuid();

    // unistd.h
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int execvp(byte* file, byte** arguments);
}
