using Wackamole.Tests.Tidy;
using Wackatrl.Diagnosis;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Diagnosis;

public sealed class ExaminationTests
{
    public static TheoryData<string> Faults => [.. SampleFaults.All.Select(one => one.Name)];

    [Fact]
    public void Healthy_host_has_nothing_but_good_findings()
    {
        Assert.Empty(Examination.Of(SampleHost.Healthy).Where(one => one.Severity != Severity.Ok));
        Assert.Equal(["daemon"], Examination.Of(SampleHost.Stopped)
            .Where(one => one.Severity != Severity.Ok).Select(one => one.Rule));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_is_found_with_its_severity_and_remedy_and_nothing_else_is(string name)
    {
        var fault = SampleFaults.All.Single(one => one.Name == name);
        var bad = Examination.Of(fault.Change(SampleHost.Healthy))
            .Where(one => one.Severity != Severity.Ok).ToList();
        var found = bad.Where(one => one.Rule == fault.Rule).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.Equal(fault.Severity, one.Severity));
        Assert.Contains(found, one => $"{one.Found}\n{one.Cost}\n{one.Remedy}"
            .Contains(fault.Says, StringComparison.Ordinal));
        Assert.All(found.Where(one => one.Severity >= Severity.Warning), one =>
            Assert.False(string.IsNullOrEmpty(one.Cost) || string.IsNullOrEmpty(one.Remedy)));
        Assert.All(bad.Except(found), one => Assert.True(
            one.Severity <= Severity.Warning, $"{one.Rule} is said to be wrong as well"));
    }

    [Fact]
    public void Every_rule_has_a_fault_that_it_finds_and_a_name_of_its_own()
    {
        var names = Examination.Rules.Select(rule => rule.Name).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.Equal(names.Order(StringComparer.Ordinal), SampleFaults.All
            .Select(one => one.Rule).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_stands_in_the_operators_documentation()
    {
        var text = RepositoryTree.Ours.Find("docs/OPERATIONS.md")!.Text;

        Assert.All(Examination.Rules, rule =>
            Assert.Contains($"`{rule.Name}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_comes_from_others_is_not_judged_without_a_configuration()
    {
        var bare = SampleHost.Stopped with { Configuration = null, Interfaces = [] };

        Assert.DoesNotContain(Examination.Of(bare), one => one.Area is Area.Files
            or Area.Interfaces or Area.Addresses);
    }
}
