using System.Globalization;

namespace Wackamole.Lab.Network;

/// <summary>
/// Writes packet loss as a classic BPF program for «tc filter … bpf direct-action», which needs
/// neither the netem module nor more privilege than the namespace's own.
/// </summary>
internal static class PacketFilter
{
    // <linux/bpf_common.h>, <linux/filter.h>, <linux/pkt_cls.h>
    private const int LoadWord = 0x20;
    private const int LoadHalf = 0x28;
    private const int JumpEqual = 0x15;
    private const int JumpAtLeast = 0x35;
    private const int Return = 0x06;
    private const uint RandomWord = unchecked((uint)(-0x1000 + 56));
    private const uint Drop = 2;
    private const uint Continue = uint.MaxValue;
    private const uint SourceHighOffset = 6;
    private const uint SourceLowOffset = 10;

    /// <summary>The program as tc reads it: «COUNT,code jump-true jump-false value,…».</summary>
    public static string Bytecode(IEnumerable<PacketRule> rules)
    {
        List<(int Code, int True, int False, uint Value)> program = [];
        foreach (var rule in rules)
        {
            List<(int Code, int True, int False, uint Value)> decision = [];
            if (rule.Probability < 1)
            {
                // Not lost: over the «drop» that follows.
                decision.Add((LoadWord, 0, 0, RandomWord));
                decision.Add((JumpAtLeast, 1, 0, (uint)(rule.Probability * uint.MaxValue)));
            }

            decision.Add((Return, 0, 0, Drop));
            if (rule.From is { } station)
            {
                // Another station: over the whole decision.
                program.Add((LoadWord, 0, 0, SourceHighOffset));
                program.Add((JumpEqual, 0, decision.Count + 2, (uint)(station.Bits >> 16)));
                program.Add((LoadHalf, 0, 0, SourceLowOffset));
                program.Add((JumpEqual, 0, decision.Count, (uint)(station.Bits & 0xffff)));
            }

            program.AddRange(decision);
        }

        program.Add((Return, 0, 0, Continue));
        return string.Create(CultureInfo.InvariantCulture,
            $"{program.Count},{string.Concat(program.Select(Text))}");
    }

    private static string Text((int Code, int True, int False, uint Value) instruction) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{instruction.Code} {instruction.True} {instruction.False} {instruction.Value},");
}
