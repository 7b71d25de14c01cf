using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>
/// struct sock_filter of linux/filter.h: one instruction of a classic BPF program.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PacketFilterStep(
    ushort Code, byte JumpIfTrue, byte JumpIfFalse, uint Operand)
{
    // linux/bpf_common.h
    private const ushort BPF_LD_H_ABS = 0x28;
    private const ushort BPF_LD_B_ABS = 0x30;
    private const ushort BPF_JMP_JEQ_K = 0x15;
    private const ushort BPF_RET_K = 0x06;

    /// <summary>
    /// SKF_AD_OFF + SKF_AD_PKTTYPE of linux/filter.h: to whom the frame was addressed.
    /// </summary>
    public const uint PacketTypeOffset = 0xffff_f004;

    public static PacketFilterStep LoadByte(uint offset) => new(BPF_LD_B_ABS, 0, 0, offset);

    public static PacketFilterStep LoadHalf(uint offset) => new(BPF_LD_H_ABS, 0, 0, offset);

    /// <summary>Skips as many instructions as given for either outcome.</summary>
    public static PacketFilterStep IfEquals(uint value, byte ifTrue, byte ifFalse) =>
        new(BPF_JMP_JEQ_K, ifTrue, ifFalse, value);

    /// <summary>Lets this many bytes of the frame through; 0 drops it.</summary>
    public static PacketFilterStep Return(uint bytes) => new(BPF_RET_K, 0, 0, bytes);
}
