using System.Text;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// How every message begins: <c>version u8 | kind u8</c>. The engine says who sent it; it is as
/// authentic as the engine makes it.
/// </summary>
public static class OrderedHead
{
    public const byte Version = 1;

    /// <summary>Bytes of an engine's name of a session.</summary>
    public const int SessionNameBytes = 64;

    public static void Write(ref ByteWriter writer, OrderedMessageKind kind)
    {
        writer.U8(Version);
        writer.U8((byte)kind);
    }

    /// <summary>Fails on another version, and on a kind that this one does not know.</summary>
    public static OrderedMessageKind Read(ref ByteReader reader)
    {
        reader.Require(reader.U8() == Version);
        var kind = reader.U8();
        reader.Require(kind is >= (byte)OrderedMessageKind.Hello
            and <= (byte)OrderedMessageKind.Absent);
        return (OrderedMessageKind)kind;
    }

    /// <summary>Whether a session of that name can be spoken of: short, printable ASCII.</summary>
    public static bool IsSessionName(string name) =>
        name.Length is > 0 and <= SessionNameBytes && name.All(one => one is > ' ' and <= '~');

    public static void WriteSession(ref ByteWriter writer, string name)
    {
        Invariant.Require(IsSessionName(name), "a session's name is short and printable");
        writer.U8((byte)name.Length);
        writer.Bytes(Encoding.ASCII.GetBytes(name));
    }

    public static string ReadSession(ref ByteReader reader)
    {
        var name = Encoding.Latin1.GetString(reader.Bytes(reader.U8()));
        reader.Require(IsSessionName(name));
        return name;
    }
}
