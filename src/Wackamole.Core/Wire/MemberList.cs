using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>The members of a view on the wire: count var, then each, in member order.</summary>
internal static class MemberList
{
    public static void Write(ref ByteWriter writer, ImmutableArray<MemberId> members)
    {
        Invariant.Require(members.Length <= Limits.Members, "a view has at most so many members");
        writer.WriteVar((ulong)members.Length);
        foreach (var member in members)
        {
            writer.Member(member);
        }
    }

    /// <summary>Fails on an empty list, and on one that is not in strict member order.</summary>
    public static ImmutableArray<MemberId> Read(ref ByteReader reader, NameTable names)
    {
        var count = reader.Count(Limits.Members);
        reader.Require(count > 0);
        var members = ImmutableArray.CreateBuilder<MemberId>();
        for (var index = 0; index < count && !reader.Failed; index++)
        {
            var member = reader.Member(names);
            reader.Require(index == 0 || members[index - 1] < member);
            members.Add(member);
        }

        return members.DrainToImmutable();
    }
}
