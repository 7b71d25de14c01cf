using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// A view to be promised. <c>view id | members</c>; members are in strict member order.
/// </summary>
public readonly record struct ProposeBody(ViewId Id, ImmutableArray<MemberId> Members)
{
    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(Id);
        MemberList.Write(ref writer, Members);
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out ProposeBody body)
    {
        body = new ProposeBody(reader.ViewId(names), MemberList.Read(ref reader, names));
        return reader.AtEnd;
    }
}
