namespace Wackamole.Linux;

/// <summary>
/// What a process may do without being root (linux/capability.h): the ones we use.
/// </summary>
public enum Capability
{
    /// <summary>CAP_NET_ADMIN: add and remove addresses, attach the fence.</summary>
    NetAdmin = 12,

    /// <summary>CAP_NET_RAW: send and hear ARP and neighbour discovery.</summary>
    NetRaw = 13,

    /// <summary>CAP_IPC_LOCK: keep the program in memory.</summary>
    IpcLock = 14,

    /// <summary>CAP_SYS_NICE: real-time priority.</summary>
    SysNice = 23,

    /// <summary>CAP_BPF: load the fence's program.</summary>
    Bpf = 39,
}
