using Xunit;

namespace Wackamole.Tests.Allocation;

public sealed class RandomRunTests
{
    private const int Runs = 150;

    [Fact]
    public void Without_partitions_no_address_is_ever_in_two_kernels_and_at_rest_all_is_covered() =>
        Seeds.ForAll(Runs, seed => new RandomRun(seed, partitions: false).Run());

    [Fact]
    public void After_partitions_and_merges_one_table_remains_and_one_holder_of_each() =>
        Seeds.ForAll(Runs, seed => new RandomRun(seed, partitions: true).Run());
}
