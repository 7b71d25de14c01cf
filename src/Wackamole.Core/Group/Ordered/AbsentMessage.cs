using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// A session is to be left out: <c>session | said var</c>. Void where something newer of it comes
/// before this in the order.
/// </summary>
/// <param name="Said">The newest count of that session that its accuser has seen.</param>
public readonly record struct AbsentMessage(string Session, ulong Said)
{
    public const int MostBytes = 20 + OrderedHead.SessionNameBytes;

    public void Write(ref ByteWriter writer)
    {
        OrderedHead.Write(ref writer, OrderedMessageKind.Absent);
        OrderedHead.WriteSession(ref writer, Session);
        writer.WriteVar(Said);
    }

    public static bool TryRead(ref ByteReader reader, out AbsentMessage absent)
    {
        absent = new AbsentMessage(OrderedHead.ReadSession(ref reader), reader.ReadVar());
        return reader.AtEnd;
    }
}
