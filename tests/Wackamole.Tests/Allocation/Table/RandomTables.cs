using FsCheck;
using FsCheck.Fluent;
using Wackamole.Core.Allocation;
using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Allocation.Table;

/// <summary>What the members of a view may say of themselves, all of it possible.</summary>
internal static class RandomTables
{
    private const int MostMembers = 12;
    private const int MostHeads = 60;

    /// <summary>
    /// Members of one view over one catalogue, in member order: weights, preferences, what they
    /// cannot hold, and what they hold, some of it twice.
    /// </summary>
    public static Gen<GatheredMember[]> Views =>
        from count in Gen.Choose(1, MostMembers)
        from heads in Gen.Choose(1, MostHeads)
        from formerViews in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Members(count, heads, formerViews, new Random(seed));

    public static Catalogue CatalogueOf(int heads) => Catalogue.Of(
        Enumerable.Range(0, heads).Select(head => IpAddress.V4(0x0a00_0000u + (uint)head)));

    public static GatheredMember Member(int place, Catalogue catalogue, int weight,
        Action<Bitmap>? holds = null)
    {
        var held = new Bitmap(catalogue.Count);
        holds?.Invoke(held);
        return new GatheredMember(NameOf(place), new AllocationMessage.State
        {
            Mature = true,
            CatalogueDigest = catalogue.Digest,
            CatalogueCount = catalogue.Count,
            Offer = new Offer(weight, new Bitmap(catalogue.Count), []),
            Held = held,
            Unconfirmed = new Bitmap(catalogue.Count),
        }, catalogue);
    }

    public static AllocationTable Settled(IReadOnlyList<GatheredMember> members)
    {
        var table = TableBuilder.Build(members, []);
        Settling.Settle(table, table.Rows);
        return table;
    }

    private static GatheredMember[] Members(int count, int heads, int formerViews, Random random)
    {
        var catalogue = CatalogueOf(heads);
        return [.. Enumerable.Range(0, count).Select(
            place => Random(place, catalogue, formerViews, random))];
    }

    private static GatheredMember Random(
        int place, Catalogue catalogue, int formerViews, Random random)
    {
        var former = 1 + random.Next(formerViews);
        var member = Member(place, catalogue, random.Next(0, 5), held => SetSome(held, 25, random));
        var preferred = new Bitmap(catalogue.Count);
        SetSome(preferred, random.Next(3) == 0 ? 30 : 0, random);
        var ineligible = Enumerable.Range(0, catalogue.Count)
            .Where(_ => random.Next(100) < 15).Select(index => new IndexReason(index, "a test"));
        return member with
        {
            State = member.State with
            {
                Mature = random.Next(4) > 0,
                Draining = random.Next(8) == 0,
                FormerView = new ViewId((ulong)former, NameOf(0)),
                FormerSize = former,
                Offer = new Offer(member.State.Offer.Weight, preferred, [.. ineligible]),
            },
        };
    }

    private static MemberId NameOf(int place) => new($"host{place:000}", 1);

    private static void SetSome(Bitmap bits, int percent, Random random)
    {
        for (var index = 0; index < bits.Length; index++)
        {
            bits[index] = random.Next(100) < percent;
        }
    }
}
