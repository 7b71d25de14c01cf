using System.Collections.Immutable;
using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>How long the kernel keeps what nobody renews any more.</summary>
public sealed class AddressLifetimesTests
{
    [Theory]
    [InlineData(320, 1)]
    [InlineData(3_840, 1)]
    [InlineData(8_430, 1)]
    [InlineData(26_000, 1)]
    [InlineData(8_430, 1_000)]
    public void Behind_a_fence_what_was_not_renewed_outlasts_the_lease(
        int leaseMilliseconds, int addresses)
    {
        var lease = TimeSpan.FromMilliseconds(leaseMilliseconds);
        var lifetimes = new AddressLifetimes(new SomeFence(true), lease);
        var left = TimeSpan.FromSeconds(lifetimes.For(addresses).ValidSeconds)
            - lifetimes.RenewAfter(addresses);
        Assert.True(left >= lease + TimeSpan.FromSeconds(1), $"{left} are left for {lease}");
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(1_000, 55)]
    public void Without_a_fence_it_goes_after_seconds_whatever_the_lease(
        int addresses, uint seconds) => Assert.Equal(seconds, new AddressLifetimes(
            new SomeFence(false), TimeSpan.FromSeconds(60)).For(addresses).ValidSeconds);

    private sealed class SomeFence(bool stands) : IFence
    {
        public bool Stands => stands;

        public string? WhyNotOn(NetworkInterface one) => null;

        public string? Set(IEnumerable<IpAddress> addresses, VipState state) => null;

        public IEnumerable<KeyValuePair<string, long>> Counters() =>
            ImmutableArray<KeyValuePair<string, long>>.Empty;
    }
}
