namespace Wackamole.Linux.Native;

/// <summary>struct cpg_address of corosync/cpg.h: a process of a group.</summary>
internal readonly struct CpgAddress
{
    public readonly uint NodeId;
    public readonly uint ProcessId;
    public readonly uint Reason;
}
