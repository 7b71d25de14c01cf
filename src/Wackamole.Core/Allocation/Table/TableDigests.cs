namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// One number for all that members must agree on, so that two tables can be compared from afar.
/// </summary>
public static class TableDigests
{
    private const ulong FnvOffset = 14_695_981_039_346_656_037;
    private const ulong FnvPrime = 1_099_511_628_211;

    /// <summary>FNV-1a, 64 bits a step, over members, rows and pins in order.</summary>
    public static ulong Of(AllocationTable table)
    {
        var digest = Add(FnvOffset, table.Mature ? 1UL : 0);
        digest = Add(digest, table.BalanceRound);
        foreach (var member in table.Members)
        {
            digest = AddText(digest, member.Id.Name);
            digest = Add(digest, member.Id.Incarnation);
            digest = Add(digest, (ulong)member.Weight);
            digest = Add(digest, (ulong)member.Load);
            digest = Add(digest, (member.Draining ? 1UL : 0) | (member.Yielding ? 2UL : 0));
        }

        foreach (var row in table.Rows)
        {
            digest = AddRow(digest, row);
        }

        foreach (var pin in table.Pins.All)
        {
            digest = Add(digest, pin.Head.Bits);
            digest = AddText(digest, pin.Member);
            digest = Add(digest, pin.Version);
        }

        return Add(digest, table.Pins.Clock);
    }

    private static ulong AddRow(ulong digest, TableRow row)
    {
        digest = Add(digest, row.Head.Bits);
        digest = Add(digest, row.Knows.Bits);
        digest = Add(digest, row.Ineligible.Bits);
        digest = Add(digest, row.Prefers.Bits);
        digest = Add(digest, row.Present.Bits);
        digest = Add(digest, (ulong)(row.Holder + 1));
        digest = Add(digest, (ulong)(row.Target + 1));
        return Add(digest, (row.Confirmed ? 1UL : 0) | (row.Moving ? 2UL : 0));
    }

    private static ulong AddText(ulong digest, string text)
    {
        foreach (var character in text)
        {
            digest = Add(digest, character);
        }

        return Add(digest, (ulong)text.Length);
    }

    private static ulong Add(ulong digest, UInt128 value) =>
        Add(Add(digest, (ulong)(value >> 64)), (ulong)value);

    private static ulong Add(ulong digest, ulong value) => (digest ^ value) * FnvPrime;
}
