using System.Buffers.Binary;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// Turns datagrams into authentic headers and bodies, or names why not. Never throws, and
/// allocates only for a sender's first packet and for what is not authentic.
/// </summary>
public sealed class PacketOpener(string group, ClusterKeys? keys, NameTable names) : IDisposable
{
    private readonly ulong _clusterId = PacketLayout.ClusterId(group);
    private readonly PacketKeyCache _cache = new();

    /// <summary>Runs of senders whose keys are kept; at most Limits.CachedPacketKeys.</summary>
    public int KnownRuns => _cache.Count;

    /// <summary>
    /// Opens one datagram. Whether it came before or is of an old run is for the caller to say.
    /// </summary>
    /// <param name="datagram">What arrived.</param>
    /// <param name="buffer">Room for the body: as long as the datagram.</param>
    /// <param name="header">The sender; PacketHeader.None where the packet is refused.</param>
    /// <param name="body">In the buffer, or where it is not sealed in the datagram itself.</param>
    public RefusalReason Open(ReadOnlySpan<byte> datagram, Span<byte> buffer,
        out PacketHeader header, out ReadOnlySpan<byte> body)
    {
        header = PacketHeader.None;
        body = default;
        var refusal = CheckOrigin(datagram);
        if (refusal != RefusalReason.None)
        {
            return refusal;
        }

        var reader = new ByteReader(datagram);
        reader.Bytes(PacketLayout.FixedBytes);
        var name = reader.NameBytes();
        if (name.IsEmpty)
        {
            return RefusalReason.BadName;
        }

        refusal = keys is null
            ? OpenPlain(datagram, ref reader, out body)
            : OpenSealed(datagram, ref reader, buffer, keys, out body);
        if (refusal == RefusalReason.None)
        {
            header = ReadHeader(datagram, name);
        }

        return refusal;
    }

    public void Dispose() => _cache.Dispose();

    private RefusalReason CheckOrigin(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length is < PacketLayout.FixedBytes or > Limits.ReceivedDatagramBytes)
        {
            return datagram.Length < PacketLayout.FixedBytes
                ? RefusalReason.TooShort
                : RefusalReason.TooLong;
        }

        var reader = new ByteReader(datagram);
        var magic = reader.U16();
        var version = reader.U8();
        var algorithm = (PacketAlgorithm)reader.U8();
        var kind = (PacketKind)reader.U8();
        return (magic, version) switch
        {
            (not PacketLayout.Magic, _) => RefusalReason.NotOurs,
            (_, not PacketLayout.Version) => RefusalReason.OtherVersion,
            _ when reader.U64() != _clusterId => RefusalReason.OtherCluster,
            _ when kind is < PacketKind.Heartbeat or > PacketKind.Dead => RefusalReason.UnknownKind,
            _ when keys is null && algorithm != PacketAlgorithm.Plain =>
                RefusalReason.SealedWherePlain,
            _ when keys is not null && algorithm == PacketAlgorithm.Plain =>
                RefusalReason.PlainWhereSealed,
            _ when keys is not null && !PacketKey.IsSupported(algorithm) =>
                RefusalReason.UnsupportedAlgorithm,
            _ => RefusalReason.None,
        };
    }

    private PacketHeader ReadHeader(ReadOnlySpan<byte> datagram, ReadOnlySpan<byte> name)
    {
        var reader = new ByteReader(datagram[4..]);
        var kind = (PacketKind)reader.U8();
        reader.U64();
        var machine = reader.U64();
        var sender = new MemberId(names.Intern(name), reader.U64());
        return new PacketHeader(kind, machine, sender, reader.U64());
    }

    private static RefusalReason OpenPlain(
        ReadOnlySpan<byte> datagram, scoped ref ByteReader reader, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (reader.Remaining < PacketLayout.ChecksumBytes)
        {
            return RefusalReason.TooShort;
        }

        var end = datagram.Length - PacketLayout.ChecksumBytes;
        body = datagram[reader.Position..end];
        return BinaryPrimitives.ReadUInt32BigEndian(datagram[end..])
            == PacketLayout.Checksum(datagram[..end]) ? RefusalReason.None : RefusalReason.Damaged;
    }

    private RefusalReason OpenSealed(ReadOnlySpan<byte> datagram, scoped ref ByteReader reader,
        Span<byte> buffer, ClusterKeys clusterKeys, out ReadOnlySpan<byte> body)
    {
        body = default;
        var salt = reader.U128();
        reader.Bytes(PacketLayout.NonceBytes);
        if (reader.Failed || reader.Remaining < PacketLayout.TagBytes)
        {
            return RefusalReason.TooShort;
        }

        var length = reader.Remaining - PacketLayout.TagBytes;
        if (length > buffer.Length)
        {
            return RefusalReason.TooLong;
        }

        var plain = buffer[..length];
        body = plain;
        var algorithm = (PacketAlgorithm)datagram[3];
        var opened = _cache.Find(salt, algorithm) is { } known
            ? TryOpen(known, datagram, reader.Position, plain)
            : TryKeys(clusterKeys, algorithm, salt, datagram, reader.Position, plain);
        return opened ? RefusalReason.None : RefusalReason.Unauthenticated;
    }

    private bool TryKeys(ClusterKeys clusterKeys, PacketAlgorithm algorithm, UInt128 salt,
        ReadOnlySpan<byte> datagram, int start, Span<byte> plain)
    {
        foreach (var clusterKey in clusterKeys.Keys)
        {
            var key = new PacketKey(algorithm, clusterKey.AsSpan(), salt);
            if (TryOpen(key, datagram, start, plain))
            {
                _cache.Add(salt, algorithm, key);
                return true;
            }

            key.Dispose();
        }

        return false;
    }

    private static bool TryOpen(
        PacketKey key, ReadOnlySpan<byte> datagram, int start, Span<byte> plain) =>
        key.TryDecrypt(datagram.Slice(start - PacketLayout.NonceBytes, PacketLayout.NonceBytes),
            datagram.Slice(start, plain.Length), datagram[(start + plain.Length)..],
            plain, datagram[..start]);
}
