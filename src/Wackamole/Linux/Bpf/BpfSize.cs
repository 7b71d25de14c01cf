namespace Wackamole.Linux.Bpf;

/// <summary>How much a load or store moves (RFC 9669, 5; linux/bpf_common.h).</summary>
internal enum BpfSize : byte
{
    /// <summary>32 bits (BPF_W).</summary>
    Word = 0x00,

    /// <summary>16 bits (BPF_H).</summary>
    Half = 0x08,

    /// <summary>8 bits (BPF_B).</summary>
    Byte = 0x10,

    /// <summary>64 bits (BPF_DW).</summary>
    Double = 0x18,
}
