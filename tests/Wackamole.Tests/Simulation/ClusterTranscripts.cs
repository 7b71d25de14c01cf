using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// What a cluster does in the seven things that happen to every one, told line by line and held
/// exactly. They are rewritten on purpose only, by UPDATE_TRANSCRIPTS=1, and then read before they
/// are kept. T is 400 ms, times count from the event that gives each its name; of packets those
/// stand here that agree on views, of a minute's heartbeats none.
/// </summary>
public sealed class ClusterTranscripts
{
    private static readonly string[] Passed =
        ["Heartbeat", "Submit", "Ordered", "hook", "allocation:", "  UP", "DOWN", "Up:", "Down:"];

    [Fact]
    public void Boot_is_told_as_it_was() => Tell("boot", Story.Plain(3, 6), 0, 3, _ => { });

    [Fact]
    public void Join_is_told_as_it_was()
    {
        var plan = Story.Plain(3, 6);
        Tell("join", plan with
        {
            Hosts = plan.Hosts.SetItem(2, plan.Hosts[2] with { StartAtNs = 10 * Span.Second }),
        }, 10, 8, _ => { });
    }

    [Fact]
    public void Leave_is_told_as_it_was() =>
        Tell("leave", Story.Plain(3, 6), 10, 2, story => story.Cluster["a"].Leave());

    [Fact]
    public void Crash_is_told_as_it_was() =>
        Tell("crash", Story.Plain(3, 6), 10, 2, story => story.Cluster["a"].Crash());

    [Fact]
    public void Split_is_told_as_it_was() =>
        Tell("split", Story.Plain(3, 6), 10, 2, story => story.Part("a", "bc"));

    [Fact]
    public void Merge_is_told_as_it_was() => Tell("merge", Story.Plain(3, 6), 10, 3, story =>
    {
        story.Part("a", "bc");
        story.Passes(5);
        story.Watch();
    }, story => story.Join("a", "bc"));

    [Fact]
    public void Balance_is_told_as_it_was()
    {
        var plan = Story.Plain(2, 4);
        Tell("balance", plan with
        {
            Hosts = plan.Hosts.SetItem(0, plan.Hosts[0] with { Weight = 3 }),
        }, 10, 4, story =>
        {
            var host = story.Cluster["a"];
            host.Reconfigure(host.Settings with { Weight = 1 });
        });
    }

    /// <param name="beginsAt">Seconds after the start of the simulation.</param>
    /// <param name="lasts">Seconds.</param>
    private static void Tell(string name, ClusterPlan plan, double beginsAt, double lasts,
        params Action<Story>[] events)
    {
        var trace = new Trace();
        var story = Story.Begun(plan, trace);
        story.Passes(beginsAt);
        foreach (var prepare in events.SkipLast(1))
        {
            prepare(story);
        }

        var (from, begunNs) = (trace.Lines.Count, story.Cluster.Now);
        events[^1](story);
        story.Passes(lasts);
        var told = Text(trace.Lines.Skip(from), begunNs, story);
        var path = Path.Combine(Folder(), name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1")
        {
            File.WriteAllText(path, told);
        }

        Assert.Equal(File.ReadAllText(path), told);
    }

    private static string Text(IEnumerable<string> lines, long begunNs, Story story)
    {
        var text = new StringBuilder("      ms  host\n");
        foreach (var line in lines.Where(IsTold))
        {
            var words = line.TrimStart();
            var end = words.IndexOf(' ', StringComparison.Ordinal);
            var at = double.Parse(words[..end], CultureInfo.InvariantCulture) * 1e3 - begunNs / 1e6;
            text.Append(CultureInfo.InvariantCulture, $"{at,8:0.0}  {words[(end + 2)..]}\n");
        }

        for (var host = 0; host < story.Plan.Hosts.Length; host++)
        {
            text.Append(CultureInfo.InvariantCulture, $"in the end {ClusterPlan.NameOf(host)} ")
                .AppendJoin(' ', story.HeldBy(ClusterPlan.NameOf(host)).Select(
                    vip => story.Plan.VirtualInterfaces[vip].Head.ToString()).DefaultIfEmpty(
                        "has nothing")).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsTold(string line) =>
        !Array.Exists(Passed, word => line.Contains(word, StringComparison.Ordinal));

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Transcripts");
}
