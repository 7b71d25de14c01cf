using Xunit;
using Wackamole.Tests.Tidy;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>
/// The checkers can fail: each rule of the protocol is left out once, and one of them says so.
/// </summary>
public sealed class PlantedFaultTests
{
    /// <summary>
    /// Rows whose harm other rules prevent as well, by the argument below the table: left out
    /// alone they are not found, and nothing is promised that would break.
    /// </summary>
    private static readonly string[] SecondLines =
    [
        "a taker's evidence is younger than Install and wait, and no higher promise",
        "a lapsed lease reports nothing held in the next view",
    ];

    public static TheoryData<string> Names => new(PlantedFaults.All.Select(fault => fault.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_checkers_find_a_core_that(string name)
    {
        var fault = PlantedFaults.All.Single(
            one => string.Equals(one.Name, name, StringComparison.Ordinal));
        Assert.Null(PlantedContext.Ours.WhyLost(PlantedFaults.NumberOf(fault)));
        if (fault.Story is { } story)
        {
            RequireStoryFails(fault, story.Suite, story.Method);
            return;
        }

        if (fault.Graph is { } graph)
        {
            Assert.Null(PlantedContext.Ours.Graph(0, graph));
            RequireReport(
                fault, PlantedContext.Ours.Graph(PlantedFaults.NumberOf(fault), graph));
            return;
        }

        for (var place = 0; place < fault.Seeds; place++)
        {
            var seed = fault.FirstSeed + (ulong)place;
            if (IsReport(fault, PlantedContext.Ours.Seed(PlantedFaults.NumberOf(fault), seed))
                && PlantedContext.Ours.Seed(0, seed) is null)
            {
                return;
            }
        }

        Assert.Fail($"none of {fault.Seeds} seeds from {fault.FirstSeed} breaks " +
            $"{string.Join(" or ", fault.Reporters)} where a host {fault.Name} ({fault.Rule})");
    }

    [Fact]
    public void Every_rule_that_has_a_counterexample_is_left_out_once()
    {
        var rules = RowsOfSection8().Except(SecondLines).ToList();
        Assert.InRange(rules.Count, 10, RowsOfSection8().Count());
        Assert.All(rules, row => Assert.Contains(PlantedFaults.All,
            fault => row.StartsWith(fault.Rule, StringComparison.Ordinal)));
    }

    private static void RequireReport(PlantedFault fault, string? broken) => Assert.True(
        IsReport(fault, broken), $"a host {fault.Name}, and that gives: {broken ?? "nothing"}");

    private static bool IsReport(PlantedFault fault, string? broken) => broken is not null
        && fault.Reporters.Contains(broken.Split(' ', ':')[0], StringComparer.Ordinal);

    private static void RequireStoryFails(PlantedFault fault, Type suite, string method)
    {
        Assert.Null(PlantedContext.Ours.Story(0, suite, method));
        Assert.NotNull(PlantedContext.Ours.Story(PlantedFaults.NumberOf(fault), suite, method));
    }

    private static IEnumerable<string> RowsOfSection8() =>
        RepositoryTree.Ours.Find("docs/PROTOCOL.md")!.Lines
            .SkipWhile(line => !line.StartsWith("## 8", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Split('|')[1].Trim());
}
