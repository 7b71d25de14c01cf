using FsCheck;
using FsCheck.Fluent;
using Wackamole.Core.Allocation;
using Wackamole.Core.Allocation.Table;
using Xunit;

namespace Wackamole.Tests.Allocation.Table;

/// <summary>What holds of every table, whoever says whatever (PROTOCOL.md 3).</summary>
public sealed class AllocationPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Tables_of_the_same_states_in_any_order_are_the_same()
    {
        var cases =
            from members in RandomTables.Views
            from shuffled in Gen.Shuffle(members)
            select (members, shuffled);
        Prop.ForAll(cases.ToArbitrary(), sample =>
            TableDigests.Of(RandomTables.Settled(sample.members))
                == TableDigests.Of(RandomTables.Settled(sample.shuffled))).Check(Many);
    }

    [Fact]
    public void Tables_of_other_states_have_other_digests()
    {
        var digests = new HashSet<ulong>();
        foreach (var members in RandomTables.Views.Sample(200))
        {
            digests.Add(TableDigests.Of(RandomTables.Settled(members)));
        }

        Assert.InRange(digests.Count, 190, 200);
    }

    [Fact]
    public void What_one_eligible_member_holds_does_not_move() => Holds((members, table) =>
    {
        foreach (var row in table.Rows)
        {
            var holders = HoldersOf(members, row);
            if (holders.Count == 1 && table.EligibleFor(row).Contains(holders.First))
            {
                Assert.Equal(holders.First, row.Holder);
                Assert.False(row.Moving, $"{row.Head} moves for nothing");
            }
        }
    });

    [Fact]
    public void What_several_hold_stays_with_one_of_them() => Holds((members, table) =>
    {
        foreach (var row in table.Rows)
        {
            var holders = HoldersOf(members, row);
            Assert.True(holders.IsEmpty || holders.Contains(row.Holder),
                $"{row.Head} was given to {row.Holder}, who did not hold it");
        }
    });

    [Fact]
    public void What_is_free_goes_to_an_eligible_member_wherever_there_is_one() =>
        Holds((_, table) =>
        {
            foreach (var row in table.Rows.Where(row => table.Mature))
            {
                Assert.Equal(!table.EligibleFor(row).IsEmpty || !row.Present.IsEmpty,
                    row.Holder != TableRow.Nobody);
            }
        });

    [Fact]
    public void An_immature_cluster_claims_nothing() => Holds((members, table) =>
    {
        if (!table.Mature)
        {
            Assert.All(table.Rows,
                row => Assert.Equal(!HoldersOf(members, row).IsEmpty, row.Holder >= 0));
        }
    });

    [Fact]
    public void Fresh_claims_are_balanced_within_one_for_weight()
    {
        var cases =
            from weights in Gen.NonEmptyListOf(Gen.Choose(1, 9))
            from heads in Gen.Choose(1, 300)
            select (weights.Take(100).ToArray(), heads);
        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var (weights, heads) = sample;
            var catalogue = RandomTables.CatalogueOf(heads);
            return IsBalanced(RandomTables.Settled([.. weights.Select(
                (weight, place) => RandomTables.Member(place, catalogue, weight))]));
        }).Check(Many);
    }

    [Fact]
    public void Balance_rounds_of_any_size_end_with_loads_within_one_for_weight()
    {
        var cases =
            from weights in Gen.NonEmptyListOf(Gen.Choose(1, 9))
            from heads in Gen.Choose(1, 100)
            from limit in Gen.Choose(1, 8)
            select (weights.Take(20).ToArray(), heads, limit);
        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var (weights, heads, limit) = sample;
            var catalogue = RandomTables.CatalogueOf(heads);
            var table = RandomTables.Settled([.. weights.Select((weight, place) =>
                RandomTables.Member(place, catalogue, weight, held => Fill(held, place == 0)))]);

            // Each move brings two loads closer, so that no address moves twice.
            var moved = Rounds(table, limit, mostRounds: heads + 1);
            Assert.Equal(moved.Count, moved.Distinct().Count());
            return IsBalanced(table);
        }).Check(Many);
    }

    [Fact]
    public void Ten_thousand_addresses_over_a_hundred_members_cost_a_look_or_two_each()
    {
        // What a look costs is a step down a heap of members: log N. So the whole is V log N.
        const int Members = 100;
        const int Heads = 10_000;
        Assert.InRange(LooksFor(Members, Heads), Heads, 2 * Heads + Members);
        Assert.InRange(
            LooksFor(Members, 2 * Heads) / (double)LooksFor(Members, Heads), 1.9, 2.1);
        Assert.InRange(
            LooksFor(Members, Heads) / (double)LooksFor(Members / 10, Heads), 0.9, 1.1);
    }

    [Fact]
    public void Ten_thousand_addresses_over_a_hundred_members_are_balanced_at_once()
    {
        var catalogue = RandomTables.CatalogueOf(10_000);
        var table = RandomTables.Settled([.. Enumerable.Range(0, 100).Select(
            place => RandomTables.Member(place, catalogue, 1))]);
        Assert.All(table.Members, member => Assert.Equal(100, member.Load));
    }

    private static long LooksFor(int members, int heads)
    {
        var catalogue = RandomTables.CatalogueOf(heads);
        var table = TableBuilder.Build([.. Enumerable.Range(0, members).Select(
            place => RandomTables.Member(place, catalogue, 1 + place % 3))], []);
        var queue = new LoadQueue(table);
        foreach (var row in table.Rows)
        {
            table.Give(row, queue.Least(table.EligibleFor(row)));
        }

        return queue.Looks;
    }

    /// <summary>Plays rounds to their end; the addresses in the order they moved.</summary>
    private static List<TableRow> Rounds(AllocationTable table, int limit, int mostRounds)
    {
        var moved = new List<TableRow>();
        ConfirmAll(table);
        for (var round = 0; round < mostRounds; round++)
        {
            var moves = Balance.Plan(table, limit);
            if (moves.Count == 0)
            {
                return moved;
            }

            Balance.Start(table, moves);
            foreach (var (row, target) in moves)
            {
                moved.Add(row);
                table.Release(row, row.Holder);
                Settling.PassOn(table, [(row, target)]);
                Assert.Equal(target, row.Holder);
            }

            ConfirmAll(table);
        }

        Assert.Fail("it balances for ever");
        return moved;
    }

    private static void ConfirmAll(AllocationTable table)
    {
        foreach (var row in table.Rows.Where(row => row.Holder >= 0))
        {
            table.Confirm(row, row.Holder);
        }
    }

    private static bool IsBalanced(AllocationTable table)
    {
        var shares = table.Members.Select((member, place) => member.ShareAt(place)).ToList();
        return shares.TrueForAll(giver =>
            shares.TrueForAll(taker => giver == taker || !giver.GainsByGivingTo(taker)));
    }

    private static void Fill(Wackamole.Core.Allocation.Messages.Bitmap bits, bool value)
    {
        for (var index = 0; index < bits.Length; index++)
        {
            bits[index] = value;
        }
    }

    private static MemberSet HoldersOf(GatheredMember[] members, TableRow row)
    {
        var index = members[0].Catalogue.IndexOf(row.Head);
        var holders = MemberSet.None;
        for (var place = 0; place < members.Length; place++)
        {
            holders = holders.Put(place, members[place].State.Held[index]);
        }

        return holders;
    }

    private static void Holds(Action<GatheredMember[], AllocationTable> property) =>
        Prop.ForAll(RandomTables.Views.ToArbitrary(), members =>
            property(members, RandomTables.Settled(members))).Check(Many);
}
