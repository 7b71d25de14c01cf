namespace Wackamole.Engines.Corosync;

/// <summary>What the loop asks of the thread that has the session.</summary>
internal abstract record CorosyncOrder
{
    private CorosyncOrder()
    {
    }

    public sealed record Connect(int Session) : CorosyncOrder;

    public sealed record Multicast(byte[] Payload) : CorosyncOrder;

    public sealed record Leave : CorosyncOrder;
}
