using System.Text.Json;
using Wackamole.Core.Control;
using Wackamole.Tests.Daemon;
using Xunit;

namespace Wackamole.Tests.Wackatrl;

public sealed class CommandTreeTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Socket => _folder.Path("s");

    [Theory]
    [InlineData("fail", "{\"command\":\"fail\"}\n")]
    [InlineData("start", "{\"command\":\"start\"}\n")]
    [InlineData("start web2", "{\"command\":\"start\",\"host\":\"web2\"}\n")]
    [InlineData("drain", "{\"command\":\"drain\"}\n")]
    [InlineData("drain web2", "{\"command\":\"drain\",\"host\":\"web2\"}\n")]
    [InlineData("move 192.0.2.10 web2",
        "{\"command\":\"move\",\"virtualInterface\":\"192.0.2.10\",\"host\":\"web2\"}\n")]
    [InlineData("unpin", "{\"command\":\"unpin\"}\n")]
    [InlineData("unpin fd00::1", "{\"command\":\"unpin\",\"virtualInterface\":\"fd00::1\"}\n")]
    [InlineData("balance", "{\"command\":\"balance\"}\n")]
    [InlineData("bootstrap --yes", "{\"command\":\"bootstrap\"}\n")]
    public void Command_is_asked_as_one_line_and_what_was_done_is_printed(
        string arguments, string line)
    {
        using var daemon = ScriptedDaemon.Replying(Socket, new ControlReply(null, "so it is"));
        var run = CommandRun.Of([.. arguments.Split(' '), "--socket", Socket]);

        Assert.Equal(new CommandRun(0, "so it is\n", ""), run);
        Assert.Equal([line], daemon.Asked);
    }

    [Fact]
    public void Refusal_ends_with_1_and_its_reason()
    {
        using var daemon = ScriptedDaemon.Replying(Socket, new ControlReply("there is no web9"));
        var run = CommandRun.Of("drain", "web9", "--socket", Socket);

        Assert.Equal(new CommandRun(1, "", "wackatrl: there is no web9\n"), run);
    }

    [Fact]
    public void Refusal_cannot_steer_the_terminal()
    {
        using var daemon = ScriptedDaemon.Replying(Socket, new ControlReply("no \e[31mweb9"));
        var run = CommandRun.Of("drain", "web9", "--socket", Socket);

        Assert.Equal("wackatrl: no ?[31mweb9\n", run.Error);
    }

    [Fact]
    public void Command_that_lacks_something_leads_to_its_own_help() => Assert.EndsWith(
        "Try `wackatrl move --help`.\n", CommandRun.Of("move", "192.0.2.1").Error,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("status ")]
    public void Status_is_what_is_shown_by_default(string command)
    {
        using var daemon = Status();
        var run = CommandRun.Of(
            [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--socket", Socket]);

        Assert.Equal(0, run.Status);
        Assert.StartsWith("node web1  group wack1", run.Output, StringComparison.Ordinal);
        Assert.Equal(["{\"command\":\"status\"}\n"], daemon.Asked);
    }

    [Fact]
    public void Status_as_json_is_the_daemons_own_on_one_line()
    {
        using var daemon = Status();
        var run = CommandRun.Of("status", "--json", "--socket", Socket);

        Assert.Equal(JsonSerializer.Serialize(
            SampleStatus.Troubled, ControlJson.Default.ClusterStatus) + "\n", run.Output);
    }

    [Fact]
    public void Status_as_json_keeps_the_names_that_scripts_know()
    {
        using var daemon = ScriptedDaemon.Replying(
            Socket, new ControlReply(null, null, SampleStatus.Healthy));
        Assert.Equal("""
            {"node":"web1","group":"wack1","engine":"mesh","state":"run","view":"7.web1/11",!
            "viewAgeSeconds":192.4,"mature":true,"leaseValid":true,"fence":"kernel",!
            "whyUnfenced":null,"quorum":null,"members":[{"name":"web1",!
            "incarnation":11,"state":"self","flags":[],"ageSeconds":7530,"silentSeconds":0,!
            "weight":1,"held":1,"links":[]}],"virtualInterfaces":[{"name":"192.0.2.10",!
            "addresses":["eth0:192.0.2.10/24"],"holder":"web1","sinceSeconds":192,!
            "state":"held","reason":null,"pinnedTo":null,"preferredBy":[]}],"counters":{}}

            """.Replace("!\n", "", StringComparison.Ordinal),
            CommandRun.Of("--json", "--socket", Socket).Output);
    }

    [Theory]
    [InlineData("-l", "{\"command\":\"status\"}\n")]
    [InlineData("-f", "{\"command\":\"fail\"}\n{\"command\":\"status\"}\n")]
    [InlineData("-s", "{\"command\":\"start\"}\n{\"command\":\"status\"}\n")]
    [InlineData("-f -s", "{\"command\":\"start\"}\n{\"command\":\"status\"}\n")]
    [InlineData("-s -f", "{\"command\":\"fail\"}\n{\"command\":\"status\"}\n")]
    public void Original_options_do_their_work_and_list(string option, string lines)
    {
        using var daemon = new ScriptedDaemon(Socket, line => ControlCodec.Write(
            line.Contains("status", StringComparison.Ordinal)
                ? new ControlReply(null, null, SampleStatus.Troubled)
                : new ControlReply(null, "done")));
        var run = CommandRun.Of([.. option.Split(' '), "--socket", Socket]);

        Assert.Equal(0, run.Status);
        Assert.StartsWith(
            "Owner: web1\n\t*    eth0:192.0.2.10/24\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(lines, string.Concat(daemon.Asked));
    }

    [Fact]
    public void Control_socket_is_found_by_the_configuration()
    {
        using var daemon = Status();
        var configuration = _folder.Write("wackamole.conf", $$"""
            Group = wack1
            Authentication = none
            Control = {{Socket}}
            VirtualInterfaces { { eth0:192.0.2.10/32 } }
            """);

        Assert.Equal(0, CommandRun.Of("-c", configuration, "-l").Status);
        Assert.Equal(0, CommandRun.Of("status", "-c", configuration).Status);
        Assert.Equal(0, CommandRun.With(
            around => around with { ConfigurationPlaces = ["/nowhere", configuration] }).Status);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("move 192.0.2.10")]
    [InlineData("move nowhere web2")]
    [InlineData("status --watch 0")]
    [InlineData("status --watch abc")]
    [InlineData("--watch NaN")]
    [InlineData("keygen --rotate sideways")]
    public void Wrong_arguments_end_with_2_and_reach_no_daemon(string arguments)
    {
        using var daemon = Status();
        var run = CommandRun.Of([.. arguments.Split(' '), "--socket", Socket]);

        Assert.Equal(2, run.Status);
        Assert.StartsWith("wackatrl: ", run.Error, StringComparison.Ordinal);
        Assert.Empty(daemon.Asked);
    }

    [Theory]
    [InlineData("status", "-c", "")]
    [InlineData("keygen", "")]
    public void Empty_name_of_a_file_is_refused_in_words(params string[] arguments)
    {
        var run = CommandRun.Of(arguments);
        Assert.Equal(2, run.Status);
        Assert.Contains("empty", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_command_and_every_exit_status()
    {
        var help = CommandRun.Of("--help");
        Assert.Equal(0, help.Status);
        Assert.All(
            ["status", "fail", "start", "drain", "move", "unpin", "balance", "bootstrap", "keygen",
                "  3  "],
            word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_on_a_command_is_given_before_its_arguments_are()
    {
        var help = CommandRun.Of("move", "--help");
        Assert.Equal((0, ""), (help.Status, help.Error));
        Assert.Contains("move <VIF> <HOST>", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-v")]
    [InlineData("--version")]
    public void Version_is_printed(string option) =>
        Assert.Matches(@"^wackatrl \d+\.\d+\.\d+\n$", CommandRun.Of(option).Output);

    private ScriptedDaemon Status() => ScriptedDaemon.Replying(
        Socket, new ControlReply(null, null, SampleStatus.Troubled));
}
