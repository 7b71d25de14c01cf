using Wackamole.Core.Wire;
using Xunit;

namespace Wackamole.Tests.Wire;

public sealed class ReplayWindowTests
{
    private ReplayWindow _window;

    [Fact]
    public void The_second_link_copy_is_a_duplicate()
    {
        Expect(1, ReplayVerdict.New);
        Expect(1, ReplayVerdict.Duplicate);
        Expect(2, ReplayVerdict.New);
        Expect(1, ReplayVerdict.Duplicate);
        Assert.Equal(2UL, _window.Highest);
    }

    [Fact]
    public void A_packet_that_was_overtaken_is_new_once()
    {
        Expect(10, ReplayVerdict.New);
        Expect(8, ReplayVerdict.New);
        Expect(8, ReplayVerdict.Duplicate);
        Assert.Equal(10UL, _window.Highest);
    }

    [Fact]
    public void The_window_ends_255_below_the_newest()
    {
        Expect(1000, ReplayVerdict.New);
        Expect(745, ReplayVerdict.New);
        Expect(744, ReplayVerdict.TooOld);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void A_jump_forgets_nothing_that_is_still_inside(ulong jump)
    {
        Expect(300, ReplayVerdict.New);
        Expect(300 + jump, ReplayVerdict.New);
        Expect(300, jump < 256 ? ReplayVerdict.Duplicate : ReplayVerdict.TooOld);
        for (var counter = 300 + jump - 255; counter < 300 + jump; counter++)
        {
            Expect(counter, counter == 300 ? ReplayVerdict.Duplicate : ReplayVerdict.New);
        }
    }

    [Fact]
    public void It_works_to_the_last_counter_there_is()
    {
        Expect(ulong.MaxValue - 1, ReplayVerdict.New);
        Expect(ulong.MaxValue, ReplayVerdict.New);
        Expect(ulong.MaxValue, ReplayVerdict.Duplicate);
        Expect(ulong.MaxValue - 255, ReplayVerdict.New);
        Expect(ulong.MaxValue - 256, ReplayVerdict.TooOld);
        Expect(0, ReplayVerdict.TooOld);
    }

    [Fact]
    public void It_agrees_with_a_set_that_remembers_everything()
    {
        var random = new Random(4711);
        var seen = new HashSet<ulong>();
        ulong highest = 0;
        for (var step = 0; step < 20_000; step++)
        {
            var counter = highest + (ulong)random.Next(0, 500);
            counter -= Math.Min(counter, (ulong)random.Next(0, 700));
            var expected = counter + ReplayWindow.Size <= highest ? ReplayVerdict.TooOld
                : seen.Add(counter) ? ReplayVerdict.New : ReplayVerdict.Duplicate;
            Expect(counter, expected);
            highest = Math.Max(highest, counter);
        }
    }

    private void Expect(ulong counter, ReplayVerdict expected) =>
        Assert.Equal(expected, _window.Accept(counter));
}
