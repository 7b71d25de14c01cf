using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Announcements;

/// <summary>
/// One host's ARP table as it is told to the cluster: <c>count var | count × (address 4, MAC 6) |
/// count var | count × (address 16, MAC 6)</c>, IPv4 first, each sorted by address without repeats.
/// </summary>
public static class ArpTableMessage
{
    private const int HardwareBytes = 6;
    private const int MostCountBytes = 10;

    /// <summary>Bytes that Write needs for so many entries, at most.</summary>
    public static int MostBytes(int entries) =>
        2 * MostCountBytes + Math.Min(entries, Limits.ArpReportEntries) * (16 + HardwareBytes);

    /// <summary>
    /// Writes the entries, in any order and with repeats (of which the last counts); no more than
    /// Limits.ArpReportEntries, the lowest addresses.
    /// </summary>
    public static void Write(ref ByteWriter writer, IEnumerable<ArpEntry> entries)
    {
        var byAddress = new SortedDictionary<IpAddress, ulong>();
        foreach (var entry in entries)
        {
            byAddress[entry.Address] = entry.HardwareAddress;
        }

        var families = byAddress.Take(Limits.ArpReportEntries).ToLookup(pair => pair.Key.IsV6);
        WriteFamily(ref writer, families[false].ToList());
        WriteFamily(ref writer, families[true].ToList());
    }

    /// <summary>
    /// Appends the entries of a whole message. Where it is false, the message was not written by
    /// this release and nothing of it is to be used.
    /// </summary>
    public static bool TryRead(ref ByteReader reader, List<ArpEntry> into)
    {
        var count = ReadFamily(ref reader, false, Limits.ArpReportEntries, into);
        ReadFamily(ref reader, true, Limits.ArpReportEntries - count, into);
        return reader.AtEnd;
    }

    private static void WriteFamily(
        ref ByteWriter writer, List<KeyValuePair<IpAddress, ulong>> entries)
    {
        writer.WriteVar((ulong)entries.Count);
        Span<byte> bytes = stackalloc byte[16];
        foreach (var (address, hardware) in entries)
        {
            writer.Bytes(bytes[..address.WriteTo(bytes)]);
            writer.U48(hardware);
        }
    }

    private static int ReadFamily(
        ref ByteReader reader, bool version6, int most, List<ArpEntry> into)
    {
        var count = reader.Count(most);
        var first = into.Count;
        for (var index = 0; index < count && !reader.Failed; index++)
        {
            var address = version6 ? IpAddress.V6(reader.U128()) : IpAddress.V4(reader.U32());
            reader.Require(
                into.Count == first || into[^1].Address.CompareTo(address) < 0);
            into.Add(new ArpEntry(address, reader.U48()));
        }

        return count;
    }
}
