using Wackamole.Core.Control;
using Wackamole.Tests.Daemon;
using Wackatrl;
using Wackatrl.Asking;
using Wackatrl.Commands;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Commands;

public sealed class StatusCommandTests : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(1);

    private readonly ScratchFolder _folder = new();
    private readonly CancellationTokenSource _end = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose()
    {
        _folder.Dispose();
        _end.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Watch_without_a_terminal_prints_again_and_again_and_survives_a_refusal()
    {
        Watch(asJson: false, isTerminal: false);

        Assert.Equal(2, Count(_output.ToString(), "node web1"));
        Assert.DoesNotContain('\e', _output.ToString());
        Assert.Equal("wackatrl: not now\n", _error.ToString());
    }

    [Fact]
    public void Watch_as_json_prints_one_line_a_status()
    {
        Watch(asJson: true, isTerminal: true);

        var lines = _output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("{\"node\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Watch_on_a_terminal_gives_the_first_screen_back_at_the_end()
    {
        Watch(asJson: false, isTerminal: true);

        var text = _output.ToString();
        Assert.StartsWith("\e[?1049h\e[?25l\e[Hnode web1", text, StringComparison.Ordinal);
        Assert.EndsWith("\e[?25h\e[?1049l", text, StringComparison.Ordinal);
        Assert.Contains("not now", text, StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void Picture_higher_than_the_terminal_is_cut_and_says_so()
    {
        Watch(asJson: false, isTerminal: true, height: 5);

        var picture = _output.ToString().Split("\e[H")[1];
        Assert.Equal(5, picture.Split('\n').Length);
        Assert.Contains("more lines do not fit", picture, StringComparison.Ordinal);
    }

    // Status, refusal, status; with the fourth question the user ends it.
    private void Watch(bool asJson, bool isTerminal, int height = 24)
    {
        var path = _folder.Path("s");
        var asked = 0;
        using var daemon = new ScriptedDaemon(path, _ =>
        {
            switch (++asked)
            {
                case 2:
                    return ControlCodec.Write(new ControlReply("not now"));
                case 4:
                    _end.Cancel();
                    return null;
                default:
                    return ControlCodec.Write(
                        new ControlReply(null, null, SampleStatus.Troubled));
            }
        });
        var around = new Surroundings
        {
            Output = _output,
            Error = _error,
            IsTerminal = isTerminal,
            Size = () => (80, height),
        };
        var command = new StatusCommand(
            new DaemonCaller(path, Eventually.Bound), asJson, around);
        var watching = Task.Run(() => command.WatchAsync(Period, _end.Token));
        Eventually.True(() => watching.IsCompleted, "it was not ended");
        Assert.Equal(CommandStatus.Done, watching.GetAwaiter().GetResult());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
