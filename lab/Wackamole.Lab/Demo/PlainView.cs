using System.Globalization;
using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Demo;

/// <summary>The demo as lines of text, for logs and pipes.</summary>
internal sealed class PlainView(LabCluster cluster, TextWriter output) : IDemoView
{
    private readonly Instant _begin = LabClock.Now;

    public void Ready()
    {
        Say("The cluster is up; every address answers.");
        SayWhoHoldsWhat();
    }

    public void Begin(DemoStep step)
    {
        Say($"{step.Title}.");
        Add(step.Meaning);
    }

    public void End(DemoStep step, Interruption seen)
    {
        Say(InterruptionText.Sentence(seen));
        SayWhoHoldsWhat();
    }

    private void SayWhoHoldsWhat()
    {
        var stations = cluster.Observer.Glance(TimeSpan.FromMilliseconds(1), 1)
            .ToLookup(glance => cluster.StationName(glance.Station));
        foreach (var host in cluster.Hosts)
        {
            var held = string.Join(' ', stations[host.Name].Select(glance => glance.Address));
            Add($"{host.Name}: {(held.Length == 0 ? "nothing" : held)}");
        }
    }

    private void Say(string text)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(LabClock.Now - _begin).TotalSeconds,5:0.0} s  {text}"));
        output.Flush();
    }

    private void Add(string text)
    {
        output.WriteLine($"         {text}");
        output.Flush();
    }
}
