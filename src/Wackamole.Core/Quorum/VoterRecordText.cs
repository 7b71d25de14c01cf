using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;

namespace Wackamole.Core.Quorum;

/// <summary>
/// The record as a file: lines that a person can read, with a sum over them at the end, so that
/// half a file or a damaged one is known for what it is.
/// <code>
/// wackamole voters 1
/// group wack1
/// round 0
/// adopted 3
///   a 91d0c7a5e2f4b836
/// pending 4 7
///   a 91d0c7a5e2f4b836
/// sum 5a0cbb2e97c1d204
/// </code>
/// </summary>
public static class VoterRecordText
{
    private const string Title = "wackamole voters 1";

    public static string Write(VoterRecord record, string group)
    {
        var text = new StringBuilder();
        Line(text, $"{Title}\ngroup {group}\nround {record.Round}");
        if (record.Adopted is { } adopted)
        {
            Line(text, $"adopted {adopted.Generation}");
            Write(text, adopted);
        }

        if (record.Pending is { } pending)
        {
            Line(text, $"pending {pending.List.Generation} {pending.Round}");
            Write(text, pending.List);
        }

        return text + $"sum {Sum(text.ToString()):x16}\n";
    }

    /// <summary>What a file says, or null with the reason.</summary>
    public static VoterRecord? Read(string text, string group, out string? fault)
    {
        var sumAt = text.LastIndexOf("sum ", StringComparison.Ordinal);
        if (sumAt < 0 || !string.Equals(text[sumAt..],
            $"sum {Sum(text[..sumAt]):x16}\n", StringComparison.Ordinal))
        {
            fault = "it is damaged: its sum does not match";
            return null;
        }

        var lines = new Queue<string>(text[..sumAt].Split('\n'));
        fault = !string.Equals(lines.Dequeue(), Title, StringComparison.Ordinal)
            ? "it is of another version"
            : !lines.TryDequeue(out var named) || named != $"group {group}"
                ? "it is of another group" : null;
        if (fault is not null)
        {
            return null;
        }

        var record = ReadLines(lines);
        fault = record is null ? "it is not as this version writes it" : null;
        return record;
    }

    private static VoterRecord? ReadLines(Queue<string> lines)
    {
        if (!TryNumbers(lines, "round", 1, out var round))
        {
            return null;
        }

        var adopted = TryNumbers(lines, "adopted", 1, out var generation)
            ? List(generation[0], lines) : null;
        var pending = TryNumbers(lines, "pending", 2, out var next)
            ? new PendingList(List(next[0], lines), next[1]) : null;
        return lines.Count == 1 && lines.Peek().Length == 0
            ? new VoterRecord(adopted, pending, round[0]) : null;
    }

    private static VoterList List(ulong generation, Queue<string> lines)
    {
        var voters = ImmutableArray.CreateBuilder<Voter>();
        while (lines.TryPeek(out var line) && line.Split(' ') is ["", "", var name, var machine]
            && NodeName.Fault(name) is null && ulong.TryParse(
                machine, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id))
        {
            voters.Add(new Voter(name, id));
            lines.Dequeue();
        }

        return VoterList.Of(generation, voters);
    }

    private static bool TryNumbers(
        Queue<string> lines, string word, int count, out ImmutableArray<ulong> numbers)
    {
        numbers = [];
        if (!lines.TryPeek(out var line) || line.Split(' ') is not [var first, .. var rest]
            || first != word || rest.Length != count)
        {
            return false;
        }

        var read = ImmutableArray.CreateBuilder<ulong>();
        foreach (var text in rest)
        {
            if (!ulong.TryParse(
                text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number >= Limits.VoterGenerations)
            {
                return false;
            }

            read.Add(number);
        }

        lines.Dequeue();
        numbers = read.ToImmutable();
        return true;
    }

    private static void Write(StringBuilder text, VoterList list)
    {
        foreach (var voter in list.Voters)
        {
            Line(text, $"  {voter.Name} {voter.Machine:x16}");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    // FNV-1a: against accidents, not against people, who can write any file as they like.
    private static ulong Sum(string text)
    {
        var sum = 14695981039346656037UL;
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            sum = (sum ^ one) * 1099511628211UL;
        }

        return sum;
    }
}
