using Wackamole.Core.Values;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Waiting for descriptors and for the boot clock.</summary>
public sealed class EpollTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void A_deadline_is_never_early_and_finer_than_a_millisecond(long grainNanoseconds)
    {
        using var epoll = new Epoll();
        var tags = new int[4];
        var (inTime, patience) = (0, BootClock.Now + TimeSpan.FromSeconds(10));

        // A busy machine delays most rounds, perhaps; rounding would delay all of them.
        while (inTime < 3)
        {
            // Just after a whole millisecond, of the wait or of the clock.
            var start = BootClock.Now.Nanoseconds / grainNanoseconds * grainNanoseconds;
            var until = new Instant(start) + TimeSpan.FromMicroseconds(2_100);
            Assert.Equal(0, epoll.Wait(tags, until));
            var late = BootClock.Now - until;
            Assert.True(late >= TimeSpan.Zero, $"{late} early");
            Assert.True(BootClock.Now < patience, $"the last of many was {late} late");
            inTime += late < TimeSpan.FromMicroseconds(700) ? 1 : 0;
        }
    }

    [Fact]
    public void A_passed_deadline_only_looks()
    {
        using var epoll = new Epoll();
        using var signal = new EventDescriptor();
        epoll.Add(signal, 7);
        var tags = new int[4];
        Assert.Equal(0, epoll.Wait(tags, Instant.Past));
        Assert.Equal(0, epoll.Wait(tags, BootClock.Now));
        signal.Signal();
        Assert.Equal(1, epoll.Wait(tags, Instant.Past));
        Assert.Equal(7, tags[0]);
    }

    [Fact]
    public void A_signal_of_another_thread_ends_an_endless_wait()
    {
        using var epoll = new Epoll();
        using var signal = new EventDescriptor();
        epoll.Add(signal, 3);
        var thread = new Thread(signal.Signal);
        thread.Start();
        var tags = new int[4];
        Assert.Equal(1, epoll.Wait(tags, Instant.Never));
        Assert.Equal(3, tags[0]);
        thread.Join();
    }

    [Fact]
    public void A_descriptor_is_ready_until_drained_and_not_once_removed()
    {
        using var epoll = new Epoll();
        using var signal = new EventDescriptor();
        epoll.Add(signal, 1);
        signal.Signal();
        signal.Signal();
        var tags = new int[4];
        Assert.Equal(1, epoll.Wait(tags, Instant.Never));
        Assert.Equal(1, epoll.Wait(tags, Instant.Never));
        signal.Drain();
        Assert.Equal(0, epoll.Wait(tags, BootClock.Now + Short));
        signal.Signal();
        epoll.Remove(signal);
        Assert.Equal(0, epoll.Wait(tags, BootClock.Now + Short));
    }

    [Fact]
    public void A_deadline_that_is_moved_counts_as_it_is_now()
    {
        using var epoll = new Epoll();
        var tags = new int[1];
        var start = BootClock.Now;
        Assert.Equal(0, epoll.Wait(tags, start + Short));
        Assert.Equal(0, epoll.Wait(tags, start + (2 * Short)));
        Assert.True(BootClock.Now >= start + (2 * Short));
    }

    [Fact]
    public void A_round_allocates_nothing()
    {
        using var epoll = new Epoll();
        using var signal = new EventDescriptor();
        epoll.Add(signal, 1);
        var tags = new int[4];
        var before = 0L;
        for (var round = 0; round < 1_000; round++)
        {
            before = round == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
            signal.Signal();
            epoll.Wait(tags, BootClock.Now + Short);
            signal.Drain();
            epoll.Wait(tags, BootClock.Now + TimeSpan.FromMicroseconds(20));
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
