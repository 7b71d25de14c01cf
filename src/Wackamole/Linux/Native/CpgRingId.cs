namespace Wackamole.Linux.Native;

/// <summary>struct cpg_ring_id of corosync/cpg.h: a ring by its number.</summary>
internal readonly struct CpgRingId
{
    public readonly uint NodeId;
    public readonly ulong Sequence;
}
