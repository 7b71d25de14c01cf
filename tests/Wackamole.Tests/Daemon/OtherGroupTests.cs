using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class OtherGroupTests : IDisposable
{
    private const string Vif = "10.77.0.1/32";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Daemon_of_another_group_does_not_take_what_the_first_holds() =>
        NetworkNamespace.Run(() =>
        {
            NetworkNamespace.Ip("link set lo up");
            using var first = new DaemonProcess(Configuration("one", port: 4807));
            Eventually.True(() => HostParts.PresentText("lo") is [Vif],
                () => $"nothing is held:\n{first.Log}");

            using var second = new DaemonProcess(Configuration("two", port: 4907));

            Assert.Equal(ExitStatus.Configuration, second.AwaitEnd());
            Assert.Contains("another group", second.Log, StringComparison.Ordinal);
            Assert.Equal([Vif], HostParts.PresentText("lo"));
            Assert.DoesNotContain("removed by", first.Log, StringComparison.Ordinal);
        });

    private string Configuration(string group, int port) => _folder.Write(
        $"{group}.conf",
        $$"""
        Group = {{group}}
        Node = a
        Port = {{port}}
        Authentication = none
        Control = {{_folder.Path(group)}}
        StateDirectory = {{_folder.Root}}
        RealTime = no
        Fence = none
        Peers { 127.0.0.1 }
        Mature = 0s
        VirtualInterfaces { lo:{{Vif}} }
        """);
}
