using Wackamole.Core.Wire;

namespace Wackamole.Tests.Wire;

/// <summary>Reads a body of any kind and writes again what was understood.</summary>
internal static class BodyCodecs
{
    public static readonly PacketKind[] Kinds = Enum.GetValues<PacketKind>();

    /// <summary>Null where the body is refused.</summary>
    public static byte[]? Reencode(PacketKind kind, ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var names = new NameTable();
        return kind switch
        {
            PacketKind.Heartbeat => Heartbeat(reader, names),
            PacketKind.Propose => ProposeBody.TryRead(ref reader, names, out var body)
                ? WireSamples.Bytes(body.Write) : null,
            PacketKind.Accept => AcceptBody.TryRead(ref reader, names, out var body)
                ? WireSamples.Bytes(body.Write) : null,
            PacketKind.Refuse => RefuseBody.TryRead(ref reader, names, out var body)
                ? WireSamples.Bytes(body.Write) : null,
            PacketKind.Install => InstallBody.TryRead(ref reader, names, out var body)
                ? WireSamples.Bytes(body.Write) : null,
            PacketKind.InstallRefused => InstallRefusedBody.TryRead(ref reader, names, out var body)
                ? WireSamples.Bytes(body.Write) : null,
            PacketKind.Submit => Submit(reader, names),
            PacketKind.Ordered => Ordered(reader, names),
            PacketKind.Resend => ResendBody.TryRead(ref reader, names, out var body)
                ? WireSamples.Bytes(body.Write) : null,
            PacketKind.StaleIncarnation =>
                StaleIncarnationBody.TryRead(ref reader, names, out var body)
                    ? WireSamples.Bytes(body.Write) : null,
            PacketKind.DuplicateName => DuplicateNameBody.TryRead(ref reader, out var body)
                ? WireSamples.Bytes(body.Write) : null,
            PacketKind.Dead => DeadBody.TryRead(ref reader, names, out var body)
                ? WireSamples.Bytes(body.Write) : null,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
        };
    }

    private static byte[]? Heartbeat(ByteReader reader, NameTable names)
    {
        var body = new HeartbeatBody();
        return body.TryRead(ref reader, names) ? WireSamples.Bytes(body.Write) : null;
    }

    private static byte[]? Submit(ByteReader reader, NameTable names)
    {
        if (!SubmitBody.TryRead(ref reader, names, out var body))
        {
            return null;
        }

        var writer = new ByteWriter(new byte[70_000]);
        body.Write(ref writer);
        return writer.WrittenBytes.ToArray();
    }

    private static byte[]? Ordered(ByteReader reader, NameTable names)
    {
        if (!OrderedBody.TryRead(ref reader, names, out var body))
        {
            return null;
        }

        var writer = new ByteWriter(new byte[70_000]);
        body.Write(ref writer);
        return writer.WrittenBytes.ToArray();
    }
}
