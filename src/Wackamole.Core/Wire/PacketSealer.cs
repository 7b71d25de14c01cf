using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>Makes packets of one host's present run. Allocates nothing per packet.</summary>
public sealed class PacketSealer : IDisposable
{
    private readonly ulong _clusterId;
    private readonly UInt128 _salt;
    private readonly PacketAlgorithm _algorithm;
    private readonly PacketKey? _key;
    private ulong _lastCounter;

    /// <param name="group">The group's name.</param>
    /// <param name="keys">The first seals; null for plain packets.</param>
    /// <param name="salt">Random for every start; receivers take it to belong to one key.</param>
    /// <param name="preferred">
    /// An algorithm other than AES-256-GCM, which is taken where it is null and supported.
    /// </param>
    public PacketSealer(
        string group, ClusterKeys? keys, UInt128 salt, PacketAlgorithm? preferred = null)
    {
        _clusterId = PacketLayout.ClusterId(group);
        _salt = salt;
        if (keys is not null)
        {
            _algorithm = preferred ?? (PacketKey.IsSupported(PacketAlgorithm.Aes256Gcm)
                ? PacketAlgorithm.Aes256Gcm
                : PacketAlgorithm.ChaCha20Poly1305);
            _key = new PacketKey(_algorithm, keys.Keys[0].AsSpan(), salt);
        }
    }

    /// <summary>The counter for the next packet: one above the last that was sealed.</summary>
    public ulong NextCounter => _lastCounter + 1;

    /// <summary>Bytes of a packet with a body of this length.</summary>
    public int SealedLength(string sender, int bodyLength) =>
        PacketLayout.FixedBytes + 1 + sender.Length + bodyLength + (_key is null
            ? PacketLayout.ChecksumBytes
            : PacketLayout.SaltBytes + PacketLayout.NonceBytes + PacketLayout.TagBytes);

    /// <summary>Longest body of a packet that is at most so long.</summary>
    public int RoomForBody(string sender, int packetLength) =>
        packetLength - SealedLength(sender, 0);

    /// <summary>
    /// Writes one packet and returns its length. The header's counter must be greater than that
    /// of every earlier packet, whatever its incarnation: receivers drop repeats.
    /// </summary>
    public int Seal(PacketHeader header, ReadOnlySpan<byte> body, Span<byte> destination)
    {
        Invariant.Require(header.Counter > _lastCounter, "each packet has a counter of its own");
        Invariant.Require(header.Sender.Name.Length > 0, "a sender has a name");
        _lastCounter = header.Counter;
        var writer = new ByteWriter(destination);
        WriteHeader(ref writer, header);
        return _key is null ? Close(ref writer, body) : Close(ref writer, body, destination, _key);
    }

    public void Dispose() => _key?.Dispose();

    private void WriteHeader(ref ByteWriter writer, in PacketHeader header)
    {
        writer.U16(PacketLayout.Magic);
        writer.U8(PacketLayout.Version);
        writer.U8((byte)_algorithm);
        writer.U8((byte)header.Kind);
        writer.U64(_clusterId);
        writer.U64(header.MachineId);
        writer.U64(header.Sender.Incarnation);
        writer.U64(header.Counter);
        writer.Name(header.Sender.Name);
    }

    private static int Close(ref ByteWriter writer, ReadOnlySpan<byte> body)
    {
        writer.Bytes(body);
        writer.U32(PacketLayout.Checksum(writer.WrittenBytes));
        return writer.Written;
    }

    private int Close(
        ref ByteWriter writer, ReadOnlySpan<byte> body, Span<byte> destination, PacketKey key)
    {
        writer.U128(_salt);
        Span<byte> nonce = stackalloc byte[PacketLayout.NonceBytes];
        key.MakeNonce(writer.WrittenBytes, body, nonce);
        writer.Bytes(nonce);
        var start = writer.Written;
        var length = start + body.Length + PacketLayout.TagBytes;
        Invariant.Require(length <= destination.Length, "a packet fits its buffer");
        key.Encrypt(nonce, body, destination.Slice(start, body.Length),
            destination[(start + body.Length)..length], writer.WrittenBytes);
        return length;
    }
}
