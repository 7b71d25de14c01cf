namespace Wackamole.Linux.Bpf;

/// <summary>The eleven registers (RFC 9669, 2.1).</summary>
internal enum BpfRegister : byte
{
    /// <summary>What a called function, and the program itself, answers.</summary>
    R0 = 0,

    /// <summary>The first argument; at the start, the packet's context.</summary>
    R1 = 1,
    R2 = 2,
    R3 = 3,
    R4 = 4,
    R5 = 5,

    /// <summary>The first of those that a called function leaves as they are.</summary>
    R6 = 6,
    R7 = 7,
    R8 = 8,
    R9 = 9,

    /// <summary>The end of the stack; read-only.</summary>
    R10 = 10,
}
