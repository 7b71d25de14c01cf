namespace Wackamole.Tests.Simulation;

/// <summary>Packets that are used again, so that a long simulation allocates little.</summary>
internal sealed class PacketPool
{
    private const int UsualBytes = 2048;

    private readonly Stack<Packet> _free = new();

    public Packet Take(ReadOnlySpan<byte> payload)
    {
        var packet = _free.Count > 0 ? _free.Pop() : new Packet();
        if (packet.Bytes.Length < payload.Length)
        {
            packet.Bytes = new byte[Math.Max(UsualBytes, payload.Length)];
        }

        payload.CopyTo(packet.Bytes);
        packet.Length = payload.Length;
        packet.References = 1;
        return packet;
    }

    public void Release(Packet packet)
    {
        if (--packet.References == 0)
        {
            _free.Push(packet);
        }
    }
}
