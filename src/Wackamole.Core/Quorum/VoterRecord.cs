using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Quorum;

/// <summary>What one host knows of the voter lists: what it keeps on its disk.</summary>
/// <param name="Adopted">The newest list that is in force; null for none.</param>
/// <param name="Pending">A next one that this host has accepted.</param>
/// <param name="Round">The greatest try at a next list that this host has heard of.</param>
public sealed record VoterRecord(VoterList? Adopted, PendingList? Pending, ulong Round)
{
    public static readonly VoterRecord Nothing = new(null, null, 0);

    /// <summary>Room for any record on the wire.</summary>
    public const int MostBytes = 64 + 2 * Limits.Members * (Limits.NodeNameBytes + 9);

    private const int RoundBits = 20;

    /// <summary>Only who knows a list may vote: it knows all that it helped to adopt.</summary>
    public bool IsInformed => Adopted is not null;

    /// <summary>
    /// Greater for whoever knows more; 0 for who knows none. Somebody who counts votes by older
    /// lists than these must not count this host's.
    /// </summary>
    public ulong Stamp => StampOf(Adopted, Pending);

    public static ulong StampOf(VoterList? adopted, PendingList? pending) => adopted is null ? 0
        : (adopted.Generation << RoundBits)
            + Math.Min(pending?.Round ?? 0, (1UL << RoundBits) - 1);

    public void Write(ref ByteWriter writer)
    {
        writer.Bool(Adopted is not null);
        Adopted?.Write(ref writer);
        writer.Bool(Pending is not null);
        Pending?.List.Write(ref writer);
        writer.WriteVar(Pending?.Round ?? 0);
        writer.WriteVar(Round);
    }

    public static VoterRecord Read(ref ByteReader reader, NameTable names)
    {
        var adopted = reader.Bool() ? VoterList.Read(ref reader, names) : null;
        var list = reader.Bool() ? VoterList.Read(ref reader, names) : null;
        var pendingRound = reader.ReadVar();
        var round = reader.ReadVar();
        reader.Require(list is not null || pendingRound == 0);
        reader.Require(pendingRound <= round && round < Limits.VoterGenerations);
        return new VoterRecord(
            adopted, list is null ? null : new PendingList(list, pendingRound), round);
    }
}
