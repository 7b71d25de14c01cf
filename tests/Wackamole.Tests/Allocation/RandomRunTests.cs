using Xunit;

namespace Wackamole.Tests.Allocation;

public sealed class RandomRunTests
{
    private const int Runs = 150;

    [Fact]
    public void Without_partitions_no_address_is_ever_in_two_kernels_and_at_rest_all_is_covered() =>
        Seeds.ForAll(Runs, seed => new RandomRun(seed, partitions: false).Run());

    /// <summary>
    /// A host whose configuration lists an address no more is given it before the others have
    /// heard of that, and a view changes: it would have begun to add what it did not report.
    /// </summary>
    [Theory]
    [InlineData(754_934_121)]
    public void What_is_not_listed_any_more_is_not_taken(int seed) =>
        new RandomRun(seed, partitions: false).Run();

    [Fact]
    public void After_partitions_and_merges_one_table_remains_and_one_holder_of_each() =>
        Seeds.ForAll(Runs, seed => new RandomRun(seed, partitions: true).Run());
}
