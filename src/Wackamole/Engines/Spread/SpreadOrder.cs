namespace Wackamole.Engines.Spread;

/// <summary>What the loop asks of the thread that has the session.</summary>
internal abstract record SpreadOrder
{
    private SpreadOrder()
    {
    }

    public sealed record Connect(int Session, ulong Incarnation) : SpreadOrder;

    public sealed record Multicast(byte[] Payload, bool Safe) : SpreadOrder;

    public sealed record Leave : SpreadOrder;
}
