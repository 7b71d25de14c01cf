using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class MailboxTests
{
    [Fact]
    public void Mailbox_with_something_in_it_wakes_its_owner()
    {
        using var mailbox = new Mailbox<int>(2);
        using var epoll = new Epoll();
        epoll.Add(mailbox, 7);
        Span<int> tags = stackalloc int[1];
        Assert.Equal(0, epoll.Wait(tags, Instant.Past));

        Assert.True(mailbox.TryPost(1));

        Assert.Equal(1, epoll.Wait(tags, BootClock.Now + TimeSpan.FromSeconds(10)));
        Assert.Equal(7, tags[0]);
        mailbox.ForgetWakes();
        Assert.True(mailbox.TryTake(out var taken));
        Assert.Equal(1, taken);
        Assert.Equal(0, epoll.Wait(tags, Instant.Past));
    }

    [Fact]
    public void Owner_who_sleeps_between_posts_of_many_threads_misses_no_wake()
    {
        const int Senders = 4;
        const int Each = 20_000;
        using var mailbox = new Mailbox<int>(1024);
        using var epoll = new Epoll();
        epoll.Add(mailbox, 0);
        var threads = Enumerable.Range(0, Senders).Select(_ => new Thread(() =>
        {
            for (var item = 0; item < Each; item++)
            {
                mailbox.PostPatiently(item, () => false);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        Span<int> tags = stackalloc int[1];
        for (var taken = 0; taken < Senders * Each;)
        {
            Assert.Equal(1, epoll.Wait(tags, BootClock.Now + Eventually.Bound));
            mailbox.ForgetWakes();
            while (mailbox.TryTake(out _))
            {
                taken++;
            }
        }

        threads.ForEach(thread => thread.Join());
    }

    [Fact]
    public void Patient_sender_waits_until_the_owner_makes_room()
    {
        using var mailbox = new Mailbox<int>(2);
        Assert.True(mailbox.TryPost(1));
        Assert.True(mailbox.TryPost(2));
        Assert.False(mailbox.TryPost(3));
        var sender = new Thread(() => mailbox.PostPatiently(3, () => false));
        sender.Start();

        Assert.True(mailbox.TryTake(out var first));
        Assert.True(sender.Join(TimeSpan.FromSeconds(10)));
        Assert.True(mailbox.TryTake(out var second));
        Assert.True(mailbox.TryTake(out var third));
        Assert.Equal((1, 2, 3), (first, second, third));
    }

    [Fact]
    public void Patient_sender_who_is_told_so_gives_up()
    {
        using var mailbox = new Mailbox<int>(2);
        Assert.True(mailbox.TryPost(1));
        Assert.True(mailbox.TryPost(2));

        mailbox.PostPatiently(3, () => true);

        Assert.True(mailbox.TryTake(out _));
        Assert.True(mailbox.TryTake(out _));
        Assert.False(mailbox.TryTake(out _));
    }
}
