using System.Globalization;
using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.FaultMatrix.Cases;

/// <summary>
/// No namespace has a wall clock of its own, and the machine's is not ours to step. The daemon
/// reads it for one decision alone, its incarnation at its start (a tidy test sees to that): so
/// what an earlier run left behind is made to look as if the clock had stepped since, and of the
/// running daemon it is the kernel that says which clocks its timers are on.
/// </summary>
internal sealed class WallClockStepped : FaultCase
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    public override string Name => "wall clock stepped by an hour";

    public override bool EndsDaemons => true;

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var host = stage.Victim;
        yield return new Phase("timers are not on it", Expectation.Smooth, () =>
        {
            foreach (var other in stage.Hosts)
            {
                TimerClocks.RequireNoWallClock(other);
            }
        });
        yield return Ends(stage, host);
        yield return new Phase("restart, clock an hour back", Expectation.Join,
            () => StartAfter(host, DateTimeOffset.UtcNow + Step));
        yield return Ends(stage, host);

        // Now the others know a run from an hour ahead, and the host knows of none: it is
        // refused as its own past, and told so.
        yield return new Phase("and its state is lost", Expectation.Join,
            () => StartAfter(host, null));
    }

    private static Phase Ends(FaultStage stage, LabHost host) =>
        new("ends in order", Expectation.Smooth, () => host.Terminate())
        {
            Sides = [stage.Except(host)],
        };

    private static void StartAfter(LabHost host, DateTimeOffset? lastRun)
    {
        var state = Path.Combine(host.Files.StateDirectory, $"incarnation.{host.Plan.Node}");
        if (!File.Exists(state))
        {
            throw new LabException($"{state} does not exist: this case tests nothing");
        }

        File.Delete(state);
        if (lastRun is { } time)
        {
            var nanoseconds = (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
            File.WriteAllText(state, nanoseconds.ToString(CultureInfo.InvariantCulture));
        }

        host.Start();
        host.WaitUntilReady();
    }
}
