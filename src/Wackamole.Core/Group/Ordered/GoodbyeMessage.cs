using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// Word of the dead themselves: the sender's session holds nothing any more (read back) and never
/// will. Nobody need wait for it. <c>session</c>.
/// </summary>
public readonly record struct GoodbyeMessage(string Session)
{
    public const int MostBytes = 8 + OrderedHead.SessionNameBytes;

    public void Write(ref ByteWriter writer)
    {
        OrderedHead.Write(ref writer, OrderedMessageKind.Goodbye);
        OrderedHead.WriteSession(ref writer, Session);
    }

    public static bool TryRead(ref ByteReader reader, out GoodbyeMessage goodbye)
    {
        goodbye = new GoodbyeMessage(OrderedHead.ReadSession(ref reader));
        return reader.AtEnd;
    }
}
