using Wackamole.Commands;
using Wackamole.Linux.Corosync;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>
/// What «--check» says of a configuration beside a running corosync: a start is not refused for it,
/// and so neither is the file.
/// </summary>
public sealed class CorosyncCheckTests : IDisposable
{
    /// <summary>Corosync's own times with two nodes.</summary>
    private static readonly CorosyncFacts Slow = new(
        "web1", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.6), IsTwoNode: false);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Times_that_do_not_fit_are_a_warning_with_what_to_write()
    {
        var (status, output) = Check("DetectionTime = 4s", Slow);
        Assert.Equal(ExitStatus.Ok, status);
        Assert.Contains("w.conf: warning: the lease (3840ms) is too short", output,
            StringComparison.Ordinal);
        Assert.Contains("`DetectionTime = 7160ms`", output, StringComparison.Ordinal);
        Assert.Contains("w.conf: good, 1 warning\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain(" fit\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_that_follow_from_those_of_corosync_are_shown_and_fit()
    {
        var (status, output) = Check("", Slow);
        Assert.Equal(ExitStatus.Ok, status);
        Assert.Contains("w.conf: good, 0 warnings\n", output, StringComparison.Ordinal);
        Assert.Contains("DetectionTime 7160 ms, Heartbeat 100 ms and Lease 7000 ms fit\n", output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Pair_in_which_either_node_has_the_quorum_is_a_warning_where_a_majority_counts()
    {
        var pair = Slow with { IsTwoNode = true };
        var (status, output) = Check("Quorum = majority", pair);
        Assert.Equal(ExitStatus.Ok, status);
        Assert.Contains("w.conf: warning: corosync runs with two_node", output,
            StringComparison.Ordinal);
        Assert.Contains("good, 1 warning\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("two_node", Check("", pair).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Corosync_that_does_not_answer_is_no_fault_of_the_file()
    {
        var (status, output) = Check("DetectionTime = 4s", null);
        Assert.Equal(ExitStatus.Ok, status);
        Assert.Contains("good, 0 warnings\n", output, StringComparison.Ordinal);
        Assert.Contains("corosync was not asked for its times: it is away\n", output,
            StringComparison.Ordinal);
    }

    private (int Status, string Output) Check(string more, CorosyncFacts? facts)
    {
        var path = _folder.Write("w.conf", $$"""
            Group = test
            Engine = corosync
            VirtualInterfaces { lo:10.77.0.9/24 }
            {{more}}
            """);
        using var output = new StringWriter { NewLine = "\n" };
        return (CheckCommand.Check(
            path, output, () => (facts, facts is null ? "it is away" : null)), output.ToString());
    }
}
