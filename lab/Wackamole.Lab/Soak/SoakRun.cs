using System.Globalization;
using Wackamole.Core.Values;
using Wackamole.Lab.Engines;
using Wackamole.Lab.FaultMatrix;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Soak;

/// <summary>
/// Random cases of the fault matrix on one cluster, one after another without a pause, watched
/// without a break. The first host's daemon is spared what ends daemons: it shows what grows.
/// </summary>
internal sealed class SoakRun(
    TextWriter output, LabEngine engine, int seed, CancellationToken cancelled)
{
    private readonly IReadOnlyList<FaultCase> _cases =
        [.. FaultCases.All.Where(one => one.FitsSoak && one.NotOn(engine) is null)];


    private readonly SoakRecord _record = new();
    private Instant _begin;

    /// <summary>What was seen, also of a run that was interrupted.</summary>
    public SoakRecord Record => _record;

    public void Run(TimeSpan length, int hosts)
    {
        using var cluster = new LabCluster(
            FaultCase.PlanOf(hosts) with { Engine = engine }, cancelled);
        _ = cluster.Observer;
        var random = new Random(seed);
        var stage = new FaultStage(cluster, random);
        cluster.Start();
        stage.AwaitSteady([stage.Hosts]);
        cluster.WaitUntilAllAnswer();
        _record.Look(cluster.Hosts);
        _begin = LabClock.Now;
        var since = _begin;
        try
        {
            while (LabClock.Now - _begin < length)
            {
                var one = _cases[random.Next(_cases.Count)];
                since = Play(one, stage.Next(one.EndsDaemons ? cluster.Hosts[0] : null), since);
                _record.Look(cluster.Hosts);
            }
        }
        catch (LabException fault)
        {
            _record.Broken = fault.Message;
            Say($"  everything about it is kept in {cluster.Keep(nameof(Soak))}");
        }
    }

    private Instant Play(FaultCase one, FaultStage stage, Instant since)
    {
        foreach (var phase in one.Phases(stage))
        {
            var (result, seen, end) = PhasePlayer.Play(one, stage, phase, since);
            var atSeconds = (end - _begin).TotalSeconds;
            _record.Add(result, seen, atSeconds, (end - since).TotalMilliseconds);
            var misses = result.Misses.Count == 0 ? string.Empty
                : $"; {string.Join("; ", result.Misses.Select(miss => miss.Text))}";
            Say(string.Create(CultureInfo.InvariantCulture,
                $"{atSeconds,7:0.0} s  {one.Name}: {phase.Name} (own stall " +
                $"{result.StallMs:0} ms){misses}"));
            since = end;
        }

        return since;
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
