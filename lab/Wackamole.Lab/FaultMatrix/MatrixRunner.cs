using System.Globalization;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>Plays cases on fresh clusters, one after another, and prints a line for each.</summary>
internal sealed class MatrixRunner(
    TextWriter output, LabEngine engine, CancellationToken cancelled)
{
    private const int Tries = 3;
    private const int LogLines = 12;

    /// <summary>The same hosts are hit in every run: it can be repeated.</summary>
    private const int Seed = 1;

    private readonly List<PhaseResult> _results = [];

    /// <summary>Of every phase that was played to its end, the last try of each.</summary>
    public IReadOnlyList<PhaseResult> Results => _results;

    /// <summary>Whether a case kept what is expected of it.</summary>
    public bool Plays(FaultCase one, int hosts)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{hosts} hosts, {one.Name}");
        if (one.NotOn(engine) is { } reason)
        {
            Say($"SKIP {title}: {reason}");
            return true;
        }

        for (var tries = Tries; ; tries--)
        {
            var begin = LabClock.Now;
            var results = new List<PhaseResult>();
            if (Fault(one, hosts, results) is not { } fault)
            {
                _results.AddRange(results);
                Say(string.Create(CultureInfo.InvariantCulture,
                    $"PASS {title} ({(LabClock.Now - begin).TotalSeconds:0.0} s)"));
                return true;
            }

            if (!fault.MayBeStall || tries == 1)
            {
                _results.AddRange(results);
                Say($"FAIL {title}: {fault.Text}");
                return false;
            }

            Say($"  {title}: {fault.Text}");
            Say(string.Create(CultureInfo.InvariantCulture,
                $"  which a stalled machine explains as well (own stall " +
                $"{results.Max(it => it.StallMs):0} ms): again"));
        }
    }

    /// <summary>What went wrong, all of it; null where nothing did.</summary>
    private Miss? Fault(FaultCase one, int hosts, List<PhaseResult> results)
    {
        LabCluster? cluster = null;
        try
        {
            cluster = new LabCluster(one.Plan(hosts) with { Engine = engine }, cancelled);
            one.Prepare(cluster);
            _ = cluster.Observer;
            var stage = new FaultStage(cluster, new Random(Seed));
            if (one.BeginsRunning)
            {
                cluster.Start();
                stage.AwaitSteady([stage.Hosts]);
                cluster.WaitUntilAllAnswer();
            }

            foreach (var phase in one.Phases(stage))
            {
                results.Add(PhasePlayer.Play(one, stage, phase, LabClock.Now).Result);
            }

            var misses = results.SelectMany(result => result.Misses.Select(
                miss => miss with { Text = $"{result.Phase.Name}: {miss.Text}" })).ToList();
            if (misses.Count == 0)
            {
                return null;
            }

            Say($"  everything about it is kept in {cluster.Keep(one.GetType().Name)}");
            return new Miss(
                string.Join("; ", misses.Select(miss => miss.Text)),
                misses.TrueForAll(miss => miss.MayBeStall));
        }
        catch (LabException fault)
        {
            SayMore(one, cluster);
            return new Miss(fault.Message, false);
        }
        finally
        {
            cluster?.Dispose();
        }
    }

    private void SayMore(FaultCase one, LabCluster? cluster)
    {
        if (cluster is null)
        {
            return;
        }

        foreach (var host in cluster.Hosts)
        {
            Say($"  the log of {host.Name} ends:");
            foreach (var line in host.LogTail(LogLines).Split('\n'))
            {
                Say($"    {line}");
            }
        }

        Say($"  everything about it is kept in {cluster.Keep(one.GetType().Name)}");
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
