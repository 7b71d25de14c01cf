using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Quorum;

/// <summary>Voter messages to bytes and back: one encoding for each message.</summary>
public static class VoterMessageCodec
{
    private const int MostBytes = 64 + 2 * VoterRecord.MostBytes
        + Limits.Members * (Limits.NodeNameBytes + 1);

    public static byte[] Encode(VoterMessage message)
    {
        var writer = new ByteWriter(new byte[MostBytes]);
        switch (message)
        {
            case VoterMessage.Report report:
                writer.U8((byte)VoterMessageKind.Report);
                WriteReport(ref writer, report);
                break;
            case VoterMessage.Stored stored:
                writer.U8((byte)VoterMessageKind.Stored);
                stored.Record.Write(ref writer);
                break;
            case VoterMessage.Prepare prepare:
                writer.U8((byte)VoterMessageKind.Prepare);
                writer.WriteVar(prepare.Round);
                break;
            case VoterMessage.Propose propose:
                writer.U8((byte)VoterMessageKind.Propose);
                writer.WriteVar(propose.Pending.Round);
                propose.Pending.List.Write(ref writer);
                break;
            case VoterMessage.Bootstrap bootstrap:
                writer.U8((byte)VoterMessageKind.Bootstrap);
                bootstrap.List.Write(ref writer);
                break;
        }

        return writer.WrittenBytes.ToArray();
    }

    /// <summary>Null where the bytes are none of these messages.</summary>
    public static VoterMessage? Decode(ReadOnlySpan<byte> bytes, NameTable names)
    {
        var reader = new ByteReader(bytes);
        var kind = (VoterMessageKind)reader.U8();
        VoterMessage? message = kind switch
        {
            VoterMessageKind.Report => ReadReport(ref reader, names),
            VoterMessageKind.Stored =>
                new VoterMessage.Stored(VoterRecord.Read(ref reader, names)),
            VoterMessageKind.Prepare => new VoterMessage.Prepare(Round(ref reader)),
            VoterMessageKind.Propose => ReadPropose(ref reader, names),
            VoterMessageKind.Bootstrap =>
                new VoterMessage.Bootstrap(VoterList.Read(ref reader, names)),
            _ => null,
        };
        return reader.AtEnd ? message : null;
    }

    private static void WriteReport(ref ByteWriter writer, VoterMessage.Report report)
    {
        writer.U64(report.Machine);
        writer.WriteVar((ulong)report.Configured.Count);
        foreach (var name in report.Configured)
        {
            writer.Name(name);
        }

        report.Known.Write(ref writer);
        var same = report.Known == report.OnDisk;
        writer.Bool(same);
        if (!same)
        {
            report.OnDisk.Write(ref writer);
        }
    }

    private static VoterMessage.Report ReadReport(ref ByteReader reader, NameTable names)
    {
        var machine = reader.U64();
        var configured = ImmutableArray.CreateBuilder<string>();
        for (var left = reader.Count(Limits.Members); left > 0 && !reader.Failed; left--)
        {
            var bytes = reader.NameBytes();
            reader.Require(bytes.Length > 0);
            configured.Add(reader.Failed ? string.Empty : names.Intern(bytes));
        }

        var known = VoterRecord.Read(ref reader, names);
        var onDisk = reader.Bool() ? known : VoterRecord.Read(ref reader, names);
        reader.Require(ReferenceEquals(known, onDisk) || known != onDisk);
        return new VoterMessage.Report(machine, configured.ToImmutable(), known, onDisk);
    }

    private static VoterMessage.Propose ReadPropose(ref ByteReader reader, NameTable names)
    {
        var round = Round(ref reader);
        return new VoterMessage.Propose(
            new PendingList(VoterList.Read(ref reader, names), round));
    }

    private static ulong Round(ref ByteReader reader)
    {
        var round = reader.ReadVar();
        reader.Require(round is > 0 and < Limits.VoterGenerations);
        return round;
    }
}
