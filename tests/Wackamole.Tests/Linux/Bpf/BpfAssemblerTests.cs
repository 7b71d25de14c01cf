using Wackamole.Linux.Bpf;
using Xunit;
using static Wackamole.Linux.Bpf.BpfRegister;

namespace Wackamole.Tests.Linux.Bpf;

/// <summary>Instructions as RFC 9669 has them, byte by byte.</summary>
public sealed class BpfAssemblerTests
{
    [Fact]
    public void Moves_and_arithmetic_are_the_standards_bytes() => AssertBytes(
        "bf16000000000000 b707000012000000 07020000f0ffffff dc08000010000000",
        code => code.Move(R6, R1).Move(R7, 18).Increase(R2, -16).FromNetworkHalf(R8));

    [Fact]
    public void Loads_and_stores_name_register_size_and_offset() => AssertBytes(
        "79a1f0ff00000000 61a2fcff00000000 69a8e8ff00000000 71a8e8ff00000000 "
        + "7a0af0ff00000000 620af8ff0000ffff db21000000000000",
        code => code.Load(BpfSize.Double, R1, R10, -16).Load(BpfSize.Word, R2, R10, -4)
            .Load(BpfSize.Half, R8, R10, -24).Load(BpfSize.Byte, R8, R10, -24)
            .Store(BpfSize.Double, R10, -16, 0)
            .Store(BpfSize.Word, R10, -8, unchecked((int)0xffff0000))
            .AtomicAdd(R1, 0, R2));

    [Fact]
    public void Maps_are_two_instructions_that_say_what_the_number_is() => AssertBytes(
        "1811000007000000 0000000000000000 1821000009000000 0000000018000000",
        code => code.LoadMap(R1, 7).LoadMapValue(R1, 9, 24));

    [Fact]
    public void Calls_and_the_end_have_no_registers() => AssertBytes(
        "850000007d000000 9500000000000000", code => code.Call(BpfHelper.BootTime).Exit());

    [Fact]
    public void Jumps_count_instructions_from_behind_themselves()
    {
        var (start, end) = (new BpfLabel(), new BpfLabel());
        AssertBytes(
            "1508040000080000 5508feff00000000 cd10020000000000 1d21010000000000 "
            + "0500fbff00000000 9500000000000000",
            code => code.Place(start).JumpIfEqual(R8, 0x800, end).JumpIfNotEqual(R8, 0, start)
                .JumpIfLess(R0, R1, end).JumpIfEqual(R1, R2, end).Jump(start).Place(end).Exit());
    }

    [Fact]
    public void A_label_that_is_never_placed_is_a_fault_of_the_program()
    {
        var code = new BpfAssembler().Jump(new BpfLabel());
        Assert.ThrowsAny<Exception>(code.Assemble);
    }

    private static void AssertBytes(string expected, Action<BpfAssembler> write)
    {
        var code = new BpfAssembler();
        write(code);
        Assert.Equal(expected.Replace(" ", "", StringComparison.Ordinal),
            Convert.ToHexStringLower(BpfInstruction.Encode(code.Assemble())));
    }
}
