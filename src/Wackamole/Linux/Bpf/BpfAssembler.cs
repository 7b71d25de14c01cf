using Wackamole.Core.Values;
using static Wackamole.Linux.Bpf.BpfRegister;

namespace Wackamole.Linux.Bpf;

/// <summary>
/// Puts a program together, instruction by instruction (RFC 9669). Jumps go to labels, which may
/// be placed later; the kernel's verifier judges the rest.
/// </summary>
internal sealed class BpfAssembler
{
    // RFC 9669, 3: classes, and the operations that are used here.
    private const byte LoadImmediateDouble = 0x18;
    private const byte LoadMemory = 0x61;
    private const byte StoreImmediate = 0x62;
    private const byte AtomicDouble = 0xdb;
    private const byte AddImmediate = 0x07;
    private const byte MoveImmediate = 0xb7;
    private const byte MoveRegister = 0xbf;
    private const byte ToBigEndian = 0xdc;
    private const byte Always = 0x05;
    private const byte IfEqual = 0x15;
    private const byte IfNotEqual = 0x55;
    private const byte IfEqualRegister = 0x1d;
    private const byte IfLessRegister = 0xcd;
    private const byte CallHelper = 0x85;
    private const byte ExitProgram = 0x95;

    // What the source register of a 64-bit load says of its immediate (linux/bpf.h).
    private const BpfRegister PseudoMap = R1;
    private const BpfRegister PseudoMapValue = R2;

    private readonly List<BpfInstruction> _instructions = [];
    private readonly List<(int From, BpfLabel To)> _jumps = [];

    /// <summary>Says that the label stands for the next instruction.</summary>
    public BpfAssembler Place(BpfLabel label)
    {
        Invariant.Require(label.Position is null, "a label is placed once");
        label.Position = _instructions.Count;
        return this;
    }

    public BpfAssembler Move(BpfRegister target, BpfRegister source) =>
        Add(MoveRegister, target, source);

    public BpfAssembler Move(BpfRegister target, int value) =>
        Add(MoveImmediate, target, immediate: value);

    public BpfAssembler Increase(BpfRegister target, int value) =>
        Add(AddImmediate, target, immediate: value);

    /// <summary>A map, as the helpers take it.</summary>
    public BpfAssembler LoadMap(BpfRegister target, int map) =>
        AddDouble(target, PseudoMap, map, 0);

    /// <summary>The address of a value of an array of one element, from that offset.</summary>
    public BpfAssembler LoadMapValue(BpfRegister target, int map, int offset) =>
        AddDouble(target, PseudoMapValue, map, offset);

    public BpfAssembler Load(BpfSize size, BpfRegister target, BpfRegister from, short offset) =>
        Add((byte)(LoadMemory | (byte)size), target, from, offset);

    public BpfAssembler Store(BpfSize size, BpfRegister to, short offset, int value) =>
        Add((byte)(StoreImmediate | (byte)size), to, offset: offset, immediate: value);

    /// <summary>Adds a register to 64 bits in memory, as one step.</summary>
    public BpfAssembler AtomicAdd(BpfRegister to, short offset, BpfRegister value) =>
        Add(AtomicDouble, to, value, offset);

    /// <summary>Reads the low 16 bits as a number in network order.</summary>
    public BpfAssembler FromNetworkHalf(BpfRegister target) =>
        Add(ToBigEndian, target, immediate: 16);

    public BpfAssembler Jump(BpfLabel label) => AddJump(Always, R0, R0, 0, label);

    public BpfAssembler JumpIfEqual(BpfRegister left, int right, BpfLabel label) =>
        AddJump(IfEqual, left, R0, right, label);

    public BpfAssembler JumpIfNotEqual(BpfRegister left, int right, BpfLabel label) =>
        AddJump(IfNotEqual, left, R0, right, label);

    public BpfAssembler JumpIfEqual(BpfRegister left, BpfRegister right, BpfLabel label) =>
        AddJump(IfEqualRegister, left, right, 0, label);

    /// <summary>Compares 64 bits with their sign.</summary>
    public BpfAssembler JumpIfLess(BpfRegister left, BpfRegister right, BpfLabel label) =>
        AddJump(IfLessRegister, left, right, 0, label);

    public BpfAssembler Call(BpfHelper helper) => Add(CallHelper, immediate: (int)helper);

    public BpfAssembler Exit() => Add(ExitProgram);

    /// <summary>The program, every jump resolved.</summary>
    public BpfInstruction[] Assemble()
    {
        var program = _instructions.ToArray();
        foreach (var (from, to) in _jumps)
        {
            Invariant.Require(to.Position is not null, "every label is placed");
            var distance = to.Position!.Value - from - 1;
            program[from] = program[from] with { Offset = checked((short)distance) };
        }

        return program;
    }

    private BpfAssembler AddJump(
        byte code, BpfRegister left, BpfRegister right, int value, BpfLabel label)
    {
        _jumps.Add((_instructions.Count, label));
        return Add(code, left, right, immediate: value);
    }

    private BpfAssembler AddDouble(BpfRegister target, BpfRegister kind, int low, int high)
    {
        Add(LoadImmediateDouble, target, kind, immediate: low);
        return Add(0, immediate: high);
    }

    private BpfAssembler Add(byte code, BpfRegister target = R0, BpfRegister source = R0,
        short offset = 0, int immediate = 0)
    {
        _instructions.Add(new BpfInstruction(code, target, source, offset, immediate));
        return this;
    }
}
