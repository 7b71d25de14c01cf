namespace Wackamole.Tests.Simulation;

/// <summary>Bytes on the wire, shared by every copy under way.</summary>
internal sealed class Packet
{
    public byte[] Bytes { get; set; } = [];

    public int Length { get; set; }

    /// <summary>The host that sent it.</summary>
    public int From { get; set; }

    /// <summary>When it was sent.</summary>
    public long SentAtNs { get; set; }

    /// <summary>Copies under way or queued; at 0 the packet is used again.</summary>
    public int References { get; set; }
}
