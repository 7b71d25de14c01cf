using Wackamole.Lab.Observing;
using Wackamole.Lab.Series;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class StrikeRunTests
{
    private const string Victim = "02:00:77:00:00:01";
    private const string Taker = "02:00:77:00:00:02";

    [Fact]
    public void Gap_is_that_of_what_moved_and_holes_are_those_of_what_did_not()
    {
        var run = Run(
            Seen(Moved(gapMs: 130), Stayed(gapMs: 25, holesMs: 25)), Seen(Stayed(1, 0)));
        Assert.Equal(130, run.MovedGapMs);
        Assert.Equal(25, run.HealthyHoleMs);
    }

    [Fact]
    public void Hole_of_a_host_that_something_befell_is_no_healthy_host_s()
    {
        var seen = Seen(Moved(130), Stayed(gapMs: 450, holesMs: 450));
        Assert.Equal(450, Run(seen, seen).HealthyHoleMs);
        Assert.Equal(0, StrikeRun.From(seen, seen, [Victim, Taker]).HealthyHoleMs);
    }

    [Fact]
    public void Where_nothing_moved_there_is_no_gap() =>
        Assert.Null(Run(Seen(Stayed(1, 0)), Seen(Stayed(1, 0))).MovedGapMs);

    [Fact]
    public void What_was_doubled_counts_from_the_strike_to_the_end()
    {
        var run = Run(
            Seen(Moved(130) with { DuplicateRounds = 2 }, Stayed(1, 0)),
            Seen(Stayed(1, 0) with { DuplicateRounds = 3 }));
        Assert.Equal(5, run.DuplicateRounds);
    }

    [Fact]
    public void The_way_back_is_its_longest_gap_of_any_address() => Assert.Equal(
        9, Run(Seen(Stayed(1, 0)), Seen(Moved(9), Stayed(4, 0))).HealGapMs);

    private static StrikeRun Run(Observation strike, Observation heal) =>
        StrikeRun.From(strike, heal, [Victim]);

    private static Observation Seen(params AddressObservation[] addresses) =>
        new(1, 1, 0, true, addresses);

    private static AddressObservation Moved(double gapMs) =>
        new("10.77.1.1", gapMs, 0, false, 0, 10, Victim, Taker, 0, 0) { Changes = 1 };

    private static AddressObservation Stayed(double gapMs, double holesMs) =>
        new("10.77.1.2", gapMs, 0, false, 0, 10, Taker, Taker, 0, 0) { HolesMs = holesMs };
}
