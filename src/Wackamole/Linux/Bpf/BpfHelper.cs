namespace Wackamole.Linux.Bpf;

/// <summary>
/// Functions of the kernel that a program may call (linux/bpf.h, enum bpf_func_id).
/// </summary>
internal enum BpfHelper
{
    /// <summary>bpf_map_lookup_elem(map, key): the value's address, or 0.</summary>
    MapLookup = 1,

    /// <summary>
    /// bpf_skb_load_bytes(context, offset, to, length): 0, or less where it is cut.
    /// </summary>
    LoadBytes = 26,

    /// <summary>bpf_ktime_get_boot_ns(): CLOCK_BOOTTIME in nanoseconds, since Linux 5.8.</summary>
    BootTime = 125,
}
