namespace Wackamole.Linux.Native;

/// <summary>struct cpg_address of corosync/cpg.h: a process of a group.</summary>
internal readonly struct CpgAddress
{
    // cpg_reason_t
    public const uint CPG_REASON_NODEDOWN = 3;
    public const uint CPG_REASON_NODEUP = 4;

    public readonly uint NodeId;
    public readonly uint ProcessId;
    public readonly uint Reason;
}
