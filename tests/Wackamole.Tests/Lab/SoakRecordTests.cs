using Wackamole.Lab.Linux;
using Wackamole.Lab.Observing;
using Wackamole.Lab.Soak;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class SoakRecordTests
{
    [Fact]
    public void Availability_is_what_holes_leave_of_the_time_watched()
    {
        var seen = new AddressAvailability("x", 0, 0, 0, null)
            .And(Window(gapMs: 400, holesMs: 400), 10_000, "first")
            .And(Window(gapMs: 100, holesMs: 100), 10_000, "second");
        Assert.Equal(97.5, seen.Percent, 6);
        Assert.Equal((400, "first"), (seen.LongestMs, seen.Cause));
    }

    [Fact]
    public void Gap_that_the_observer_slept_through_is_no_hole() => Assert.Equal(
        (100, 0), (Slept().Percent, Slept().LongestMs));

    [Theory]
    [InlineData(20, 4, true)]
    [InlineData(21, 0, false)]
    [InlineData(0, 5, false)]
    public void Daemon_that_grows_beyond_its_bound_is_found(
        double megabytes, int descriptors, bool kept)
    {
        var grown = new DaemonGrowth("n1", 1,
            [new ProcessUse(30, 20), new ProcessUse(30 + megabytes, 20 + descriptors)]);
        Assert.Equal(kept, grown.IsWithinBound);
    }

    /// <summary>Never beyond the bound in all, and without an end.</summary>
    [Theory]
    [InlineData(0.5, 0, false)]
    [InlineData(0, 0.2, false)]
    [InlineData(0.2, 0, true)]
    public void Daemon_that_goes_on_growing_is_found(
        double megabytesALook, double descriptorsALook, bool kept)
    {
        var grown = new DaemonGrowth("n1", 1,
            [.. Enumerable.Range(0, 20).Select(look => new ProcessUse(
                30 + look * megabytesALook, 20 + (int)(look * descriptorsALook)))]);
        Assert.Equal(kept, grown.IsWithinBound);
    }

    private static AddressAvailability Slept() => new AddressAvailability("x", 0, 0, 0, null)
        .And(Window(gapMs: 400, holesMs: 0), 10_000, "stall");

    private static AddressObservation Window(double gapMs, double holesMs) =>
        new("x", gapMs, 0, false, 0, 100, "a", "a", 0, 0) { HolesMs = holesMs };
}
