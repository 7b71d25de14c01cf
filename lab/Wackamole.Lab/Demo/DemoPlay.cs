using Wackamole.Lab.Hosts;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Demo;

/// <summary>Plays the script on a cluster, at a pace at which it can be followed.</summary>
internal sealed class DemoPlay(LabCluster cluster, IDemoView view, TimeSpan pace)
{
    public List<Interruption> Seen { get; } = [];

    public void Run()
    {
        cluster.Start();
        cluster.WaitUntilEven();
        cluster.WaitUntilAllAnswer();
        view.Ready();
        LetItBeSeen();
        foreach (var step in DemoScript.For(cluster))
        {
            view.Begin(step);
            var seen = cluster.Observe(step.Brief, () => step.Happen(cluster));
            Seen.Add(seen);
            view.End(step, seen);
            LetItBeSeen();
        }
    }

    private void LetItBeSeen()
    {
        if (cluster.Cancelled.WaitHandle.WaitOne(pace))
        {
            throw new OperationCanceledException(cluster.Cancelled);
        }
    }
}
