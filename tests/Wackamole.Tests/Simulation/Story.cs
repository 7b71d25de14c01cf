using Wackamole.Tests.Simulation.Checkers;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// A cluster at the default timings (T 400 ms) under every checker, with words to tell a scenario
/// in: hosts are a, b, c …
/// </summary>
internal sealed class Story
{
    private readonly Measures _measures = new();

    private Story(ClusterPlan plan, Trace? trace)
    {
        Plan = plan;
        Cluster = new SimulatedCluster(plan, seed: 7, [.. Invariants.For(plan), _measures],
            trace ?? (SimulationOptions.TraceStories ? new Trace(Console.WriteLine) : null));
    }

    public ClusterPlan Plan { get; }

    public SimulatedCluster Cluster { get; }

    public int ViewsInstalled => _measures.Views;

    /// <summary>In milliseconds, over all virtual interfaces, since the last Watch.</summary>
    public double LongestGapMs => _measures.LongestGapNs / 1e6;

    /// <summary>
    /// The longest time that clients asked whom they had to believe, and another answered.
    /// </summary>
    public double LongestMisledMs => _measures.LongestMisledNs / 1e6;

    public static ClusterPlan Plain(int hosts, int vips) => ClusterPlan.Of(hosts, vips);

    /// <summary>A cluster that has booted, matured and come to rest.</summary>
    public static Story Booted(int hosts, int vips) => Booted(Plain(hosts, vips));

    /// <summary>A cluster at its very beginning.</summary>
    public static Story Begun(ClusterPlan plan, Trace? trace = null) => new(plan, trace);

    public static Story Booted(ClusterPlan plan)
    {
        var story = Begun(plan);
        story.Await(story.IsAtRest, 20, "the cluster boots");
        story.Passes(2);
        story.Watch();
        return story;
    }

    /// <summary>Gaps, views and moves count from here.</summary>
    public void Watch() => _measures.Reset();

    public void Passes(double seconds) => Cluster.RunFor(TimeSpan.FromSeconds(seconds));

    /// <summary>Long enough for I4, I5 and I9 to be judged, and then judged.</summary>
    public void Ends()
    {
        var balancing = Math.Min(60,
            Plan.VirtualInterfaces.Length * Plan.BalanceInterval.TotalSeconds);
        Passes(15 + balancing);
        Cluster.Finish();
    }

    public void Await(Func<bool> condition, double atMostSeconds, string what) => Assert.True(
        Cluster.RunUntil(condition, TimeSpan.FromSeconds(atMostSeconds)),
        $"within {atMostSeconds} s: {what}; now {Told()}");

    /// <summary>
    /// Every participating host in one view of them all, every address on one host.
    /// </summary>
    public bool IsAtRest()
    {
        var participants = Cluster.Hosts.Where(host => host.Participates).ToList();
        return IsCovered() && participants.TrueForAll(host => host.View is { } view
            && view.Id == participants[0].View?.Id
            && view.Members.Length == participants.Count);
    }

    public bool IsCovered()
    {
        for (var vip = 0; vip < Cluster.Coverage.Count; vip++)
        {
            if (Cluster.Coverage.Holders(vip) != 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many addresses each host answers for.</summary>
    public int[] Loads() => [.. Cluster.Hosts.Select(
        host => Cluster.Coverage.CountAt(host.Index))];

    /// <summary>For each address its holder's name; «-» for none, several joined.</summary>
    public string[] Holders() => [.. Enumerable.Range(0, Cluster.Coverage.Count).Select(
        vip => string.Concat(Cluster.Hosts
            .Where(host => Cluster.Coverage.IsUsable(vip, host.Index))
            .Select(host => host.Name).DefaultIfEmpty("-")))];

    /// <summary>What each host is known as in its view: who was evicted comes back anew.</summary>
    public string[] Runs() => [.. Cluster.Hosts.Select(host => string.Concat(
        host.View?.Members.Where(member => member.Name == host.Name).Select(
            member => member.ToString()) ?? []))];

    /// <summary>Places of the addresses that a host holds.</summary>
    public int[] HeldBy(string name) => [.. Enumerable.Range(0, Cluster.Coverage.Count)
        .Where(vip => Cluster.Coverage.IsUsable(vip, Cluster[name].Index))];

    public double GapMs(int vip) => _measures.GapNs(vip) / 1e6;

    public int Takes(int vip) => _measures.Takes(vip);

    /// <summary>Neither of two sets of hosts («ab») hears the other.</summary>
    public void Part(string one, string other, int link = -1)
    {
        Deafen(one, other, link);
        Deafen(other, one, link);
    }

    public void Join(string one, string other, int link = -1)
    {
        Undeafen(one, other, link);
        Undeafen(other, one, link);
    }

    /// <summary>A firewall: the daemons' packets are dropped, all other frames pass.</summary>
    public void DropPackets(string from, string to) =>
        Cluster.Cut(Bits(from), Bits(to), -1, false, packetsOnly: true, 1);

    /// <summary>The hosts of To hear nothing of those of From any more.</summary>
    public void Deafen(string from, string to, int link = -1) => Cut(from, to, link, 1);

    /// <summary>The hosts of To hear those of From again.</summary>
    public void Undeafen(string from, string to, int link = -1) => Cut(from, to, link, -1);

    private void Cut(string from, string to, int link, int change) =>
        Cluster.Cut(Bits(from), Bits(to), link, false, false, change);

    private ulong Bits(string names) => names.Aggregate(0ul,
        (bits, name) => bits | 1ul << Cluster[name.ToString()].Index);

    private string Told() => $"holders [{string.Join(' ', Holders())}], views " +
        string.Join("; ", Cluster.Hosts.Select(host => $"{host.Name}: {host.View}"));
}
