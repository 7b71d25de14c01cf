using System.Security.Cryptography;
using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// The keys of one run of one sender, derived by HKDF-SHA256 (RFC 5869) from a cluster key and
/// the random salt of that run: one to seal with, one to make nonces with. So no two runs share
/// a sealing key, and the number of packets under one key stays far below AES-GCM's bound.
/// </summary>
public sealed class PacketKey : IDisposable
{
    private const int KeyBytes = 32;

    private readonly AesGcm? _aes;
    private readonly ChaCha20Poly1305? _chaCha;
    private readonly IncrementalHash _nonces;

    public PacketKey(PacketAlgorithm algorithm, ReadOnlySpan<byte> clusterKey, UInt128 salt)
    {
        Invariant.Require(clusterKey.Length == KeyBytes, "a cluster key has 32 bytes");
        Span<byte> saltBytes = stackalloc byte[PacketLayout.SaltBytes];
        Span<byte> derived = stackalloc byte[2 * KeyBytes];
        new ByteWriter(saltBytes).U128(salt);
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, clusterKey, derived, saltBytes, Purpose(algorithm));
        if (algorithm == PacketAlgorithm.Aes256Gcm)
        {
            _aes = new AesGcm(derived[..KeyBytes], PacketLayout.TagBytes);
        }
        else
        {
            _chaCha = new ChaCha20Poly1305(derived[..KeyBytes]);
        }

        _nonces = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, derived[KeyBytes..]);
        CryptographicOperations.ZeroMemory(derived);
    }

    public static bool IsSupported(PacketAlgorithm algorithm) => algorithm switch
    {
        PacketAlgorithm.Aes256Gcm => AesGcm.IsSupported,
        PacketAlgorithm.ChaCha20Poly1305 => ChaCha20Poly1305.IsSupported,
        _ => false,
    };

    /// <summary>
    /// The nonce of a packet: a keyed hash of all that it says. A counter alone would repeat when
    /// a virtual machine is resumed twice from one snapshot, salt and counter with it, and one
    /// repeated nonce gives AES-GCM's authentication key away. So two packets share a nonce only
    /// if they are the same packet (or by chance, 1 in 2^96 for a pair).
    /// </summary>
    public void MakeNonce(
        ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, Span<byte> nonce)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _nonces.AppendData(header);
        _nonces.AppendData(body);
        _nonces.GetHashAndReset(hash);
        hash[..PacketLayout.NonceBytes].CopyTo(nonce);
    }

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> body, Span<byte> sealedBody,
        Span<byte> tag, ReadOnlySpan<byte> associated)
    {
        _aes?.Encrypt(nonce, body, sealedBody, tag, associated);
        _chaCha?.Encrypt(nonce, body, sealedBody, tag, associated);
    }

    /// <summary>False where another key was used, or something was altered.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBody,
        ReadOnlySpan<byte> tag, Span<byte> body, ReadOnlySpan<byte> associated)
    {
        try
        {
            _aes?.Decrypt(nonce, sealedBody, tag, body, associated);
            _chaCha?.Decrypt(nonce, sealedBody, tag, body, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            // The library has no call that answers this without an exception.
            return false;
        }
    }

    public void Dispose()
    {
        _aes?.Dispose();
        _chaCha?.Dispose();
        _nonces.Dispose();
    }

    private static byte[] Purpose(PacketAlgorithm algorithm) =>
        [.. Encoding.ASCII.GetBytes("wackamole packet 1 "), (byte)algorithm];
}
