using Wackamole.Hosting;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class SettingsLoaderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("none", "there is no key file")]
    [InlineData("none/key", "there is no key file")]
    [InlineData(".", "permission denied, or it is a directory")]
    public void Key_file_that_is_not_there_is_told_from_one_that_cannot_be_read(
        string name, string why)
    {
        var path = _folder.Write("w.conf", $$"""
            Group = g
            KeyFile = {{_folder.Path(name)}}
            Peers { 10.0.0.1 10.0.0.2 }
            VirtualInterfaces { eth0:10.0.0.5/32 }
            """);

        var fault = Assert.Throws<StartFaultException>(() => SettingsLoader.Load(path, _ => { }));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }
}
