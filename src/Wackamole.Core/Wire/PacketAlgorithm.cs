namespace Wackamole.Core.Wire;

/// <summary>How a packet is protected. Append only: on the wire.</summary>
public enum PacketAlgorithm : byte
{
    /// <summary>Not at all (Authentication = none); CRC-32C finds what was damaged.</summary>
    Plain = 0,

    /// <summary>AES-256-GCM (NIST SP 800-38D), 12-byte nonce, 16-byte tag.</summary>
    Aes256Gcm = 1,

    /// <summary>ChaCha20-Poly1305 (RFC 8439), 12-byte nonce, 16-byte tag.</summary>
    ChaCha20Poly1305 = 2,
}
