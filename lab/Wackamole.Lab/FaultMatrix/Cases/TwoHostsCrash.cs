namespace Wackamole.Lab.FaultMatrix.Cases;

/// <summary>Two machines lose their power: nothing of them is heard any more.</summary>
internal sealed class TwoHostsCrash : FaultCase
{
    public override string Name => "two hosts crash together";

    public override bool EndsDaemons => true;

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var crashed = stage.Victims(2);
        yield return new Phase("crash", Expectation.TakeOver with { ActCounts = true }, () =>
        {
            foreach (var host in crashed)
            {
                host.Cable.KillPort();
            }

            foreach (var host in crashed)
            {
                host.KillWithSentinel();
            }
        })
        {
            Sides = [stage.Except(crashed)],
        };

        // Two that come one after the other get their shares one after the other: what went to
        // the first may go on to the second.
        yield return new Phase("boot again", Expectation.Join with { NeedlessMoves = 2 }, () =>
        {
            foreach (var host in crashed)
            {
                host.Cable.RevivePort();
                host.Start();
            }

            foreach (var host in crashed)
            {
                host.WaitUntilReady();
            }
        });
    }
}
