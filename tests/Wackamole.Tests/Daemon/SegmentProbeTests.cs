using Wackamole.Announcing;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class SegmentProbeTests
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Listens = TimeSpan.FromMilliseconds(25);
    private static readonly Instant Begin = BootClock.Now;

    private readonly SegmentProbe _probe = new(new NodeAction.ProbeSegment(
        1, [HostParts.Vif("e0:10.0.0.1/24")], Again, Listens));

    [Fact]
    public void Station_that_is_heard_before_the_last_question_shows_the_segment_alive()
    {
        _probe.NoteAsked(Begin);
        _probe.Note("e0", default(Sighting));
        Assert.True(_probe.TakeSecondQuestion(Begin + Again));

        Assert.Equal(["e0"], _probe.Result().Alive);
    }

    [Fact]
    public void Station_that_is_heard_after_the_last_question_shows_nothing()
    {
        _probe.NoteAsked(Begin);
        Assert.True(_probe.TakeSecondQuestion(Begin + Again));
        _probe.Note("e0", default(Sighting));

        Assert.Empty(_probe.Result().Alive);
    }
}
