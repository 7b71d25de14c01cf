using System.Buffers.Binary;

namespace Wackamole.Linux.Bpf;

/// <summary>
/// One instruction of 64 bits (RFC 9669, 3; struct bpf_insn of linux/bpf.h). One that loads 64
/// bits at once is two of these.
/// </summary>
internal readonly record struct BpfInstruction(
    byte Code, BpfRegister Target, BpfRegister Source, short Offset, int Immediate)
{
    public const int Bytes = 8;

    /// <summary>As the kernel reads them, one after another.</summary>
    public static byte[] Encode(IReadOnlyList<BpfInstruction> instructions)
    {
        var bytes = new byte[instructions.Count * Bytes];
        for (var index = 0; index < instructions.Count; index++)
        {
            instructions[index].WriteTo(bytes.AsSpan(index * Bytes));
        }

        return bytes;
    }

    private void WriteTo(Span<byte> bytes)
    {
        bytes[0] = Code;
        bytes[1] = (byte)((byte)Source << 4 | (byte)Target);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[2..], Offset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], Immediate);
    }
}
