using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>All have promised. <c>view id | members | longest wait µs var</c>.</summary>
/// <param name="LongestWait">What nobody in the view holds may be taken only after this.</param>
public readonly record struct InstallBody(
    ViewId Id, ImmutableArray<MemberId> Members, TimeSpan LongestWait)
{
    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(Id);
        MemberList.Write(ref writer, Members);
        writer.Duration(LongestWait);
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out InstallBody body)
    {
        body = new InstallBody(
            reader.ViewId(names), MemberList.Read(ref reader, names), reader.Duration());
        return reader.AtEnd;
    }
}
