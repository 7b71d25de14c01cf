using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// One host's boot clock: it began elsewhere than true time and runs a little fast or slow. Hosts
/// never agree on an Instant; whoever compares two of different hosts is found out.
/// </summary>
/// <param name="startNs">What the clock shows at true time 0.</param>
/// <param name="driftPpm">How many millionths it runs fast (negative: slow); up to 500.</param>
internal sealed class SimulatedClock(long startNs, int driftPpm)
{
    private const long Million = 1_000_000;

    private long _startNs = startNs;

    /// <summary>It leaps forward; a boot clock never goes back.</summary>
    public void Step(long byNs) => _startNs += byNs;

    public Instant At(long trueNs) =>
        new(_startNs + trueNs + (long)((Int128)trueNs * driftPpm / Million));

    /// <summary>The first true time at which the clock shows this instant or later.</summary>
    public long TrueAt(Instant instant)
    {
        if (instant == Instant.Never)
        {
            return long.MaxValue;
        }

        if (instant.Nanoseconds <= _startNs)
        {
            return 0;
        }

        var elapsed = (Int128)instant.Nanoseconds - _startNs;
        var estimate = (long)(elapsed * Million / (Million + driftPpm));
        while (estimate > 0 && At(estimate - 1) >= instant)
        {
            estimate--;
        }

        while (At(estimate) < instant)
        {
            estimate++;
        }

        return estimate;
    }
}
