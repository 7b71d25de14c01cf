using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Lease;

public sealed class LeaseKeeperTests
{
    private static readonly Instant Start = new(1_000_000_000_000);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(49, 0)]
    [InlineData(51, 1)]
    [InlineData(99, 1)]
    [InlineData(101, 0)]
    public void Extension_past_the_half_is_counted_and_one_after_the_end_is_a_lapse(
        int afterMs, int late)
    {
        var lease = new LeaseKeeper(Ms(100), Ms(1));
        Assert.True(lease.Extend(Start, Start));
        var now = Start + Ms(afterMs);
        lease.NoteLapse(now);

        lease.Extend(now, now);

        Assert.Equal((late, afterMs > 100 ? 1 : 0), (lease.LateExtensions, lease.Lapses));
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
