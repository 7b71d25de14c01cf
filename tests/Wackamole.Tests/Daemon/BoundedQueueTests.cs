using Wackamole.Hosting;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class BoundedQueueTests
{
    [Fact]
    public void Queue_gives_what_it_took_in_order_round_after_round()
    {
        var queue = new BoundedQueue<int>(4);
        for (var round = 0; round < 10; round++)
        {
            for (var item = 0; item < 4; item++)
            {
                Assert.True(queue.TryEnqueue(10 * round + item));
            }

            Assert.False(queue.TryEnqueue(-1));
            for (var item = 0; item < 4; item++)
            {
                Assert.True(queue.TryDequeue(out var taken));
                Assert.Equal(10 * round + item, taken);
            }

            Assert.False(queue.TryDequeue(out _));
        }
    }

    [Fact]
    public void Queue_with_room_for_one_less_keeps_the_order()
    {
        var queue = new BoundedQueue<int>(2);
        for (var item = 0; item < 100; item++)
        {
            Assert.True(queue.TryEnqueue(item));
            Assert.True(queue.TryDequeue(out var taken));
            Assert.Equal(item, taken);
        }
    }

    [Fact]
    public void Many_threads_lose_nothing_and_each_keeps_its_order()
    {
        const int Senders = 4;
        const int Each = 20_000;
        var queue = new BoundedQueue<(int Sender, int Item)>(64);
        var threads = Enumerable.Range(0, Senders).Select(sender => new Thread(() =>
        {
            for (var item = 0; item < Each; item++)
            {
                while (!queue.TryEnqueue((sender, item)))
                {
                    Thread.Yield();
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        var next = new int[Senders];
        var taken = 0;
        while (taken < Senders * Each)
        {
            if (queue.TryDequeue(out var got))
            {
                Assert.Equal(next[got.Sender]++, got.Item);
                taken++;
            }
            else
            {
                Thread.Yield();
            }
        }

        threads.ForEach(thread => thread.Join());
        Assert.False(queue.TryDequeue(out _));
    }

    [Fact]
    public void Queue_that_was_made_allocates_nothing()
    {
        var queue = new BoundedQueue<object>(8);
        var item = new object();
        Pass(queue, item);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            Pass(queue, item);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Pass(BoundedQueue<object> queue, object item)
    {
        queue.TryEnqueue(item);
        queue.TryDequeue(out _);
    }
}
