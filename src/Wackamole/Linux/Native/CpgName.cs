namespace Wackamole.Linux.Native;

/// <summary>struct cpg_name of corosync/cpg.h: the name of a group.</summary>
internal unsafe struct CpgName
{
    public const int CPG_MAX_NAME_LENGTH = 128;

    public uint Length;
    public fixed byte Value[CPG_MAX_NAME_LENGTH];
}
