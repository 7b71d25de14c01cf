using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// A promise, and the waits that still run for incarnations which are not in the proposal.
/// <c>view id | count var | count × (member | remaining µs var)</c>.
/// </summary>
/// <param name="Waits">At most Limits.Waits.</param>
public readonly record struct AcceptBody(ViewId Id, ImmutableArray<RemainingWait> Waits)
{
    public void Write(ref ByteWriter writer)
    {
        Invariant.Require(Waits.Length <= Limits.Waits, "an Accept carries at most so many waits");
        writer.ViewId(Id);
        writer.WriteVar((ulong)Waits.Length);
        foreach (var wait in Waits)
        {
            writer.Member(wait.Member);
            writer.Duration(wait.Remaining);
        }
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out AcceptBody body)
    {
        var id = reader.ViewId(names);
        var count = reader.Count(Limits.Waits);
        var waits = ImmutableArray.CreateBuilder<RemainingWait>();
        for (var index = 0; index < count && !reader.Failed; index++)
        {
            waits.Add(new RemainingWait(reader.Member(names), reader.Duration()));
        }

        body = new AcceptBody(id, waits.DrainToImmutable());
        return reader.AtEnd;
    }
}
