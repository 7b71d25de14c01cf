using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>
/// The different reasons of one list, written once and referred to by number from 1: a host that
/// lost an interface says the same of each virtual interface on it.
/// </summary>
public sealed class ReasonTable
{
    private const string OtherReason = "it has other reasons";

    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The most bytes that any table takes.</summary>
    public const int Bound = 2 + Limits.Reasons * (2 + Limits.ReasonBytes);

    /// <summary>Numbers the reasons in the order of their first use.</summary>
    public static ReasonTable Of(IEnumerable<string> reasons)
    {
        var table = new ReasonTable();
        foreach (var reason in reasons)
        {
            table.Add(reason);
        }

        return table;
    }

    public static ReasonTable Read(ref ByteReader reader)
    {
        var table = new ReasonTable();
        var count = reader.Count(Limits.Reasons);
        for (var index = 0; index < count && !reader.Failed; index++)
        {
            var text = ReadText(ref reader);
            reader.Require(table._numbers.TryAdd(text, index + 1));
            table._texts.Add(text);
        }

        return table;
    }

    public int Count => _texts.Count;

    /// <summary>The text of a number from 1 to Count.</summary>
    public string this[int number] => _texts[number - 1];

    public int NumberOf(string reason) => _numbers[reason];

    public void Write(ref ByteWriter writer)
    {
        writer.WriteVar((ulong)_texts.Count);
        foreach (var text in _texts)
        {
            var bytes = Bytes(text);
            writer.WriteVar((ulong)bytes.Length);
            writer.Bytes(bytes);
        }
    }

    /// <summary>
    /// Cuts what is too long for the wire, at a character's border, and takes one text for all
    /// reasons beyond the most that a list may have: so everybody shows the same.
    /// </summary>
    public static ImmutableArray<HeadReason> Fit(IEnumerable<HeadReason> entries) =>
        Fit(entries, entry => entry.Reason, (entry, text) => entry with { Reason = text });

    /// <inheritdoc cref="Fit(IEnumerable{HeadReason})"/>
    public static ImmutableArray<IndexReason> Fit(IEnumerable<IndexReason> entries) =>
        Fit(entries, entry => entry.Reason, (entry, text) => entry with { Reason = text });

    private static ImmutableArray<TEntry> Fit<TEntry>(
        IEnumerable<TEntry> entries, Func<TEntry, string?> reasonOf,
        Func<TEntry, string, TEntry> withReason)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var fitted = ImmutableArray.CreateBuilder<TEntry>();
        foreach (var entry in entries)
        {
            if (reasonOf(entry) is not { } reason)
            {
                fitted.Add(entry);
                continue;
            }

            var text = Cut(reason);
            text = known.Contains(text) || known.Count < Limits.Reasons - 1 ? text : OtherReason;
            known.Add(text);
            fitted.Add(withReason(entry, text));
        }

        return fitted.ToImmutable();
    }

    private void Add(string reason)
    {
        if (_numbers.TryAdd(reason, _texts.Count + 1))
        {
            _texts.Add(reason);
        }
    }

    private static string Cut(string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(reason);
        var length = Math.Min(bytes.Length, Limits.ReasonBytes);
        while (length < bytes.Length && length > 0 && (bytes[length] & 0xc0) == 0x80)
        {
            length--;
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
    }

    private static byte[] Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Invariant.Require(bytes.Length <= Limits.ReasonBytes, "a reason was cut before");
        return bytes;
    }

    private static string ReadText(ref ByteReader reader)
    {
        var bytes = reader.Bytes(reader.Count(Limits.ReasonBytes));
        reader.Require(Utf8.IsValid(bytes));
        return reader.Failed ? string.Empty : Encoding.UTF8.GetString(bytes);
    }
}
