namespace Wackamole.Linux.Native;

/// <summary>cpg_model_v1_data_t of corosync/cpg.h: what a session's events are told to.</summary>
internal unsafe struct CpgModelData
{
    public const int CPG_MODEL_V1 = 1;
    public const uint CPG_MODEL_V1_DELIVER_INITIAL_TOTEM_CONF = 0x01;

    public int Model;

    /// <summary>handle, group, node, process, message, bytes.</summary>
    public delegate* unmanaged<ulong, CpgName*, uint, uint, void*, nuint, void> Deliver;

    /// <summary>handle, group, and the lists of members, of who left, and of who joined.</summary>
    public delegate* unmanaged<ulong, CpgName*, CpgAddress*, nuint, CpgAddress*, nuint,
        CpgAddress*, nuint, void> MembersChanged;

    /// <summary>handle, ring, and the list of its nodes.</summary>
    public delegate* unmanaged<ulong, CpgRingId, uint, uint*, void> RingChanged;

    public uint Flags;
}
