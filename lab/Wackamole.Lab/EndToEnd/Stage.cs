using System.Globalization;
using Wackamole.Core.Values;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.EndToEnd;

/// <summary>Where one case plays: its cluster, and the words in which it judges.</summary>
internal sealed class Stage(LabEngine engine, CancellationToken cancelled) : IDisposable
{
    /// <summary>
    /// What a fail-over may take beyond the engine's own time here. This is a test of what happens,
    /// not of how fast: «wackalab bench» measures that.
    /// </summary>
    private static readonly TimeSpan FailOverMargin = TimeSpan.FromMilliseconds(150);

    /// <summary>What a move that both sides take part in may take here.</summary>
    private static readonly TimeSpan MoveMargin = TimeSpan.FromMilliseconds(60);

    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    /// <summary>Many conditions ask every kernel, which costs a process for each.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(40);

    private LabCluster? _cluster;

    public CancellationToken Cancelled => cancelled;

    public LabEngine Engine => engine;

    /// <summary>A figure that the case's line shall tell.</summary>
    public string? Remark { get; set; }

    public LabCluster Cluster => _cluster ?? throw new LabException("the stage is empty");

    /// <summary>Hosts and a client, and no daemon yet.</summary>
    public LabCluster Build(ClusterPlan plan) =>
        _cluster = new LabCluster(plan with { Engine = engine }, cancelled);

    /// <summary>A cluster that holds every address, each seen by the client.</summary>
    public LabCluster Start(ClusterPlan plan)
    {
        Build(plan).Start();
        Cluster.WaitUntilAllAnswer();
        return Cluster;
    }

    public void Await(string what, Func<bool> condition) =>
        Wait.Until(what, Bound, condition, cancelled, Poll);

    public static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new LabException(otherwise);
        }
    }

    /// <summary>
    /// So many moved, within a time of the engine (its take-over) and a margin, and nothing was
    /// doubled.
    /// </summary>
    public void RequireFailOver(Interruption seen, int moved, EngineTime? within = null)
    {
        RequireTakenOver(seen, moved, within);
        RequireNoDuplicates(seen);
    }

    /// <summary>So many moved, within a time of the engine and a margin.</summary>
    public void RequireTakenOver(Interruption seen, int moved, EngineTime? within = null)
    {
        Require(seen.Moved == moved, $"{seen.Moved} addresses moved, not {moved}");
        RequireGap(seen, seen.MovedGapMs,
            (within ?? EngineTime.TakeOver).On(Cluster.Plan.Times) + FailOverMargin);
    }

    /// <summary>No address was silent for longer, whether it moved or came back.</summary>
    public void RequireGapsWithin(Interruption seen, EngineTime within)
    {
        // None that nothing happened to is left to tell a stall of the machine by.
        RequireGap(seen with { UnmovedGapMs = null },
            Math.Max(seen.MovedGapMs ?? 0, seen.UnmovedGapMs ?? 0),
            within.On(Cluster.Plan.Times) + FailOverMargin);
    }

    /// <summary>Moved so fast that hardly anybody notices, and nothing was doubled.</summary>
    public static void RequireSmoothMove(Interruption seen, int moved)
    {
        Require(seen.Moved == moved, $"{seen.Moved} addresses moved, not {moved}");
        RequireGap(seen, seen.MovedGapMs, MoveMargin);
        RequireNoDuplicates(seen);
    }

    /// <summary>However often and wherever addresses moved, hardly anybody noticed.</summary>
    public static void RequireSmooth(Interruption seen)
    {
        RequireGap(seen with { UnmovedGapMs = null },
            Math.Max(seen.MovedGapMs ?? 0, seen.UnmovedGapMs ?? 0), MoveMargin);
        RequireNoDuplicates(seen);
    }

    /// <summary>
    /// A daemon died and its host lives: Mesh hears of it at once, another engine's members wait
    /// for the lease to be over, and until then the host answers behind its fence.
    /// </summary>
    public void RequireReplaced(Interruption seen, int moved)
    {
        if (Cluster.Plan.Engine.IsInside)
        {
            RequireSmoothMove(seen, moved);
        }
        else
        {
            var isFenced = Cluster.Hosts.All(host => host.Status() is not { Fence: not "kernel" });
            RequireFailOver(seen, moved, isFenced ? EngineTime.Replaced : EngineTime.TakeOver);
        }
    }

    /// <summary>No client noticed anything.</summary>
    public static void RequireUnnoticed(Interruption seen)
    {
        Require(seen.Moved == 0, $"{seen.Moved} addresses moved");
        RequireHealthyKept(seen);
    }

    /// <summary>Nobody noticed anything of what did not move, and nothing was doubled.</summary>
    public static void RequireHealthyKept(Interruption seen)
    {
        RequireGap(seen, seen.UnmovedGapMs, MoveMargin);
        RequireNoDuplicates(seen);
    }

    /// <summary>For a case's line: what an event cost.</summary>
    public static string GapsOf(Interruption seen) => string.Create(CultureInfo.InvariantCulture,
        $"{seen.MovedGapMs:0} ms without an answer, {seen.UnmovedGapMs:0} ms for healthy hosts");

    /// <summary>
    /// A case about hosts that the kernel fences; skipped where it does not.
    /// </summary>
    public void RequireFence()
    {
        foreach (var host in Cluster.Hosts)
        {
            if (host.Status() is { Fence: not "kernel" } status)
            {
                throw new SkippedException($"no fence here: {status.WhyUnfenced}");
            }
        }
    }

    public static void RequireNoDuplicates(Interruption seen) => Require(
        seen.DuplicateRounds == 0, string.Create(CultureInfo.InvariantCulture,
            $"two hosts answered for one address, {seen.DuplicateRounds} times in " +
            $"{seen.DuplicateMs:0} ms"));

    /// <summary>Holds one address of the plan, by its number from 1.</summary>
    public LabHost HolderOf(VirtualInterface virtualInterface)
    {
        var hosts = Cluster.HostsWith(virtualInterface.Head);
        Require(hosts.Count == 1,
            $"{virtualInterface} is on {hosts.Count} hosts: {string.Join(", ", hosts)}");
        return Cluster.Host(hosts[0]);
    }

    /// <summary>
    /// Mesh orders through the view's coordinator, by whose name the view is called; Corosync's
    /// memberships are formed by the lowest node id, Spread's by the first daemon of its file.
    /// </summary>
    public LabHost Sequencer() => Cluster.Plan.Engine.IsInside
        ? Cluster.Hosts.First(host => Cluster.Hosts[0].Status() is { } status
            && status.View.Contains($".{host.Name}/", StringComparison.Ordinal))
        : Cluster.Hosts[0];

    public void Dispose() => _cluster?.Dispose();

    /// <summary>The directories of a failed case, kept for whoever looks into it.</summary>
    public string? Keep(string name) => _cluster?.Keep(name);

    private static void RequireGap(Interruption seen, double? gapMs, TimeSpan bound)
    {
        // A machine that was not run shows in addresses that nobody touched, too.
        var disturbance = Math.Max(seen.StallMs, gapMs == seen.UnmovedGapMs
            ? 0 : seen.UnmovedGapMs ?? 0);
        if (gapMs is not { } gap || gap > bound.TotalMilliseconds + disturbance)
        {
            throw new TooSlowException(string.Create(CultureInfo.InvariantCulture,
                $"an address did not answer for {gapMs:0} ms ({bound.TotalMilliseconds:0} ms " +
                $"expected; {seen.UnmovedGapMs:0} ms for those that did not move, own stall " +
                $"{seen.StallMs:0} ms)"));
        }
    }
}
