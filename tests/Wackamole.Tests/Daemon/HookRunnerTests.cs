using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Hooks;
using Wackamole.Hosting;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class HookRunnerTests : IDisposable
{
    private static readonly VirtualInterface Vif = new(
    [
        new InterfaceAddress("e0", IpAddress.V4(0x0a00_0001), 24, 24),
        new InterfaceAddress("e1", IpAddress.V6(1), 64, 64),
    ]);

    private readonly ScratchFolder _folder = new();
    private readonly LogRecorder _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Program_is_told_the_event_in_its_environment_and_on_standard_input()
    {
        var told = _folder.Path("told");
        var program = _folder.WriteProgram("hook",
            $"(echo \"$1|$2\"; env | grep ^WACKAMOLE_ | sort; cat) > {told}.new\n"
            + $"mv {told}.new {told}");
        using var runner = Runner(
            new Hook(HookEvent.OnUp, HookKind.Program, $"{program} one 'two three'"));

        runner.Run(new HookRequest(HookEvent.OnUp, Vif, "it was \"unheld\"", "a", "g"));

        AwaitFile(told);
        Assert.Equal(
            """
            one|two three
            WACKAMOLE_ADDRESSES=10.0.0.1/24 ::1/64
            WACKAMOLE_EVENT=on-up
            WACKAMOLE_GROUP=g
            WACKAMOLE_INTERFACE=e0
            WACKAMOLE_NODE=a
            WACKAMOLE_REASON=it was "unheld"
            WACKAMOLE_VIF=10.0.0.1
            {"event":"on-up","node":"a","group":"g","virtualInterface":"10.0.0.1",
            "addresses":[{"interface":"e0","address":"10.0.0.1","prefixLength":24},
            {"interface":"e1","address":"::1","prefixLength":64}],
            "reason":"it was \u0022unheld\u0022"}
            """.Replace(",\n", ",", StringComparison.Ordinal) + "\n", File.ReadAllText(told));
    }

    [Fact]
    public void Programs_of_other_events_do_not_run()
    {
        var program = _folder.WriteProgram("hook", $"echo x >> {_folder.Path("ran")}");
        using var runner = Runner(new Hook(HookEvent.OnDown, HookKind.Program, program));

        runner.Run(Of(HookEvent.OnUp));
        runner.Finish(Eventually.Bound);

        Assert.False(File.Exists(_folder.Path("ran")));
    }

    [Fact]
    public void Events_of_one_virtual_interface_run_in_order_and_stale_ones_not_at_all()
    {
        var gate = _folder.Path("gate");
        var ran = _folder.Path("ran");
        var program = _folder.WriteProgram("hook",
            $"echo $WACKAMOLE_EVENT $WACKAMOLE_REASON >> {ran}\n" + WaitFor(gate));
        using var runner = Runner(
            new Hook(HookEvent.OnUp, HookKind.Program, program),
            new Hook(HookEvent.OnDown, HookKind.Program, program),
            new Hook(HookEvent.PostUp, HookKind.Program, program));

        runner.Run(Of(HookEvent.OnUp, "1"));
        AwaitFile(ran);
        runner.Run(Of(HookEvent.OnDown, "2"));
        runner.Run(Of(HookEvent.OnUp, "3"));
        runner.Run(new HookRequest(HookEvent.PostUp, null, "4", "a", "g"));
        runner.Run(Of(HookEvent.OnDown, "5"));
        Eventually.True(() => _log.Text.Contains("on-up of 10.0.0.1 is left out",
            StringComparison.Ordinal), "the stale event was not noticed");
        File.WriteAllText(gate, "");
        runner.Finish(Eventually.Bound);

        // The end of the batch came before «5», but after «1», which it had to wait for.
        Assert.Equal(["on-up 1", "post-up 4", "on-down 5"],
            File.ReadAllLines(ran).Order(StringComparer.Ordinal).OrderBy(line => line[^1]));
        Assert.Equal("on-up 1", File.ReadAllLines(ran)[0]);
    }

    [Fact]
    public void Program_that_hangs_is_killed_with_its_children_and_the_next_one_runs()
    {
        var hanging = _folder.WriteProgram("hang",
            $"sleep 1000 & echo $! > {_folder.Path("child")}; wait");
        var next = _folder.WriteProgram("next", $"echo x > {_folder.Path("next-ran")}");
        using var runner = Runner(TimeSpan.FromMilliseconds(300),
            new Hook(HookEvent.OnUp, HookKind.Program, hanging),
            new Hook(HookEvent.OnUp, HookKind.Program, next));

        runner.Run(Of(HookEvent.OnUp));

        AwaitFile(_folder.Path("next-ran"));
        Assert.Contains("and was killed", _log.Text, StringComparison.Ordinal);
        var child = int.Parse(File.ReadAllText(_folder.Path("child")),
            System.Globalization.CultureInfo.InvariantCulture);
        Eventually.True(() => !IsRunning(child), "the hook's child outlived it");
    }

    [Theory]
    [InlineData("exit 7", "ended with status 7")]
    [InlineData("exec 0<&-; exit 3", "ended with status 3")]
    public void Status_of_a_program_stands_in_the_log(string body, string expected)
    {
        var program = _folder.WriteProgram("hook", body);
        using var runner = Runner(new Hook(HookEvent.OnUp, HookKind.Program, program));

        runner.Run(Of(HookEvent.OnUp));

        Eventually.True(() => _log.Text.Contains(expected, StringComparison.Ordinal),
            () => _log.Text);
    }

    [Fact]
    public void Program_that_does_not_exist_is_an_error_in_the_log()
    {
        using var runner = Runner(new Hook(HookEvent.OnUp, HookKind.Program, "/nonexistent/hook"));

        runner.Run(Of(HookEvent.OnUp));

        Eventually.True(() => _log.Text.Contains("/nonexistent/hook could not be run",
            StringComparison.Ordinal), () => _log.Text);
    }

    [Fact]
    public void Posting_events_never_waits_for_programs()
    {
        var program = _folder.WriteProgram("hook", "exec sleep 1000");
        using var runner = Runner(new Hook(HookEvent.OnUp, HookKind.Program, program));
        var watch = Stopwatch.StartNew();
        for (uint place = 0; place < 2 * Limits.WaitingHooks; place++)
        {
            var address = new InterfaceAddress("e0", IpAddress.V4(place), 24, 24);
            runner.Run(new HookRequest(
                HookEvent.OnUp, new VirtualInterface([address]), "", "a", "g"));
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"posting took {watch.Elapsed}");
    }

    [Fact]
    public void Only_a_few_programs_run_at_once()
    {
        var started = _folder.Path("started");
        Directory.CreateDirectory(started);
        var gate = _folder.Path("gate");
        var program = _folder.WriteProgram("hook",
            $"touch {started}/$WACKAMOLE_VIF\n" + WaitFor(gate));
        using var runner = Runner(new Hook(HookEvent.OnUp, HookKind.Program, program));
        const int More = 4;
        for (uint place = 0; place < Limits.HookPrograms + More; place++)
        {
            var address = new InterfaceAddress("e0", IpAddress.V4(place), 24, 24);
            runner.Run(new HookRequest(
                HookEvent.OnUp, new VirtualInterface([address]), "", "a", "g"));
        }

        Eventually.True(() => Directory.GetFiles(started).Length == Limits.HookPrograms,
            "the first programs did not start");
        File.WriteAllText(gate, "");
        Eventually.True(() => Directory.GetFiles(started).Length == Limits.HookPrograms + More,
            "the rest did not run after them");
    }

    [Fact]
    public void Programs_that_run_when_the_daemon_ends_are_let_finish_or_killed()
    {
        var pid = _folder.Path("pid");
        var program = _folder.WriteProgram("hook",
            $"echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 1000");
        using var runner = Runner(new Hook(HookEvent.OnDown, HookKind.Program, program));
        runner.Run(Of(HookEvent.OnDown));
        AwaitFile(pid);
        var process = int.Parse(File.ReadAllText(pid),
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(IsRunning(process));

        runner.Finish(TimeSpan.FromMilliseconds(100));

        Eventually.True(() => !IsRunning(process), "the program outlived the daemon");
        Assert.Contains("killed because the daemon ends", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_change_with_the_configuration()
    {
        var first = _folder.WriteProgram("first", $"echo x > {_folder.Path("first-ran")}");
        var second = _folder.WriteProgram("second", $"echo x > {_folder.Path("second-ran")}");
        using var runner = Runner(new Hook(HookEvent.OnUp, HookKind.Program, first));

        runner.Use(new HookSettings(
            [new Hook(HookEvent.OnUp, HookKind.Program, second)], TimeSpan.FromSeconds(10)));
        runner.Run(Of(HookEvent.OnUp));

        AwaitFile(_folder.Path("second-ran"));
        Assert.False(File.Exists(_folder.Path("first-ran")));
    }

    [Fact]
    public void End_waits_for_the_longest_limit_that_a_program_may_have_been_started_with()
    {
        using var runner = Runner(TimeSpan.FromSeconds(2));
        runner.Use(new HookSettings([], TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromSeconds(30), runner.LongestTimeout);
        runner.Use(new HookSettings([], TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(30), runner.LongestTimeout);
    }

    private HookRunner Runner(params Hook[] hooks) => Runner(TimeSpan.FromSeconds(30), hooks);

    private HookRunner Runner(TimeSpan timeout, params Hook[] hooks) => new(
        new HookSettings([.. hooks], timeout),
        new DaemonThreads(false, fault => _log.LogRaw(fault), _log), _log);

    private static HookRequest Of(HookEvent happened, string reason = "") =>
        new(happened, Vif, reason, "a", "g");

    private void AwaitFile(string path) => Eventually.True(
        () => File.Exists(path), () => $"{path} did not come; {_log.Text}");

    private static string WaitFor(string gate) =>
        $"while [ ! -e {gate} ]; do sleep 0.01; done";

    private static bool IsRunning(int process) => Directory.Exists($"/proc/{process}")
        && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
