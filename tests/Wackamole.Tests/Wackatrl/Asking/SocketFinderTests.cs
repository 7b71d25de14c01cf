using Wackamole.Tests.Daemon;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Asking;

public sealed class SocketFinderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Missing_configuration_ends_with_2_and_says_what_can_be_named()
    {
        Refused(CommandRun.With(around => around with
        {
            ConfigurationPlaces = [_folder.Path("a"), _folder.Path("b")],
        }), $"neither {_folder.Path("a")} nor {_folder.Path("b")} exists", "--socket PATH");
        Refused(CommandRun.Of("-c", _folder.Path("none")), "there is no such file");
        Refused(CommandRun.Of("-c", _folder.Root), "it is a directory");
    }

    [Fact]
    public void Configuration_with_an_error_ends_with_2_and_shows_the_first() => Refused(
        CommandRun.Of("-c", _folder.Write("c", """
            Group = a
            Authentication = none
            VirtualInterfaces { { eth0:192.0.2.10/32 } }
            Nonsense = 3
            """)),
        "has errors", "Nonsense", "wackamole --check");

    [Fact]
    public void Control_that_is_switched_off_ends_with_2_and_says_how_to_have_it() => Refused(
        CommandRun.Of("-c", _folder.Write("c", """
            Group = a
            Authentication = none
            Control = ""
            VirtualInterfaces { { eth0:192.0.2.10/32 } }
            """)),
        "switches the control socket off", "Control = /run/wackamole/control.sock");

    private static void Refused(CommandRun run, params string[] words)
    {
        Assert.Equal(2, run.Status);
        Assert.All(words, word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
    }
}
