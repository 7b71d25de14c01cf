using System.Net.Sockets;
using System.Text;
using Wackamole.Core.Control;
using Wackamole.Tests.Daemon;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Asking;

public sealed class DaemonCallerTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Path => _folder.Path("s");

    [Fact]
    public void Missing_socket_ends_with_3_and_says_how_to_start_the_daemon() => Unreachable(
        CommandRun.Of("--socket", Path), $"{Path} does not exist", "systemctl start wackamole");

    [Fact]
    public void Socket_on_which_nobody_listens_ends_with_3()
    {
        using (var gone = new Socket(AddressFamily.Unix, SocketType.Stream, 0))
        {
            gone.Bind(new UnixDomainSocketEndPoint(Path));
            Unreachable(CommandRun.Of("--socket", Path), $"nobody listens on the control socket");
        }
    }

    [Fact]
    public void Path_that_no_socket_can_have_ends_with_2()
    {
        var run = CommandRun.Of("--socket", "/" + new string('a', 107));
        Assert.Equal(2, run.Status);
        Assert.Contains("1 to 107 bytes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Daemon_that_says_nothing_is_not_waited_for_longer_than_the_limit()
    {
        using var daemon = new ScriptedDaemon(Path, _ => null);
        Unreachable(CommandRun.With(
            around => around with { AnswerTime = TimeSpan.FromMilliseconds(200) },
            "--socket", Path), $"did not answer on {Path} within 0.2 seconds");
    }

    [Fact]
    public void Daemon_that_hangs_up_ends_with_3()
    {
        using var daemon = new ScriptedDaemon(Path, _ => []);
        Unreachable(CommandRun.Of("--socket", Path), "without an answer");
    }

    [Theory]
    [InlineData("hello\n")]
    [InlineData("{\"error\":null,\"done\":null,\"status\":null}\n")]
    public void Other_program_on_the_socket_ends_with_3(string answer)
    {
        using var daemon = new ScriptedDaemon(Path, _ => Encoding.UTF8.GetBytes(answer));
        Unreachable(CommandRun.Of("--socket", Path), "no Wackamole daemon of this release");
    }

    [Fact]
    public void Reply_of_thousands_of_addresses_is_read_whole()
    {
        var large = SampleStatus.Healthy with
        {
            VirtualInterfaces = [.. Enumerable.Range(0, 5000).Select(number =>
                SampleStatus.Held($"10.0.{number / 250}.{number % 250}", "web1"))],
        };
        using var daemon = ScriptedDaemon.Replying(Path, new ControlReply(null, null, large));
        var run = CommandRun.Of("-l", "--socket", Path);

        Assert.Equal(0, run.Status);
        Assert.Equal(10_000, run.Output.Count(letter => letter == '\n'));
    }

    private static void Unreachable(CommandRun run, params string[] words)
    {
        Assert.Equal(3, run.Status);
        Assert.Empty(run.Output);
        Assert.All(words, word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
    }
}
