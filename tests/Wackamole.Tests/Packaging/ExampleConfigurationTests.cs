using Wackamole.Core.Configuration;
using Wackamole.Tests.Tidy;
using Xunit;

namespace Wackamole.Tests.Packaging;

/// <summary>What we hand out as a beginning works as it stands.</summary>
public sealed class ExampleConfigurationTests
{
    private const string Example = "packaging/example/wackamole.conf";

    [Fact]
    public void Example_configuration_is_read_without_a_word_of_complaint()
    {
        var result = ConfigurationReader.Read(RepositoryTree.Ours.Find(Example)!.Text, Example);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(3, result.File!.VirtualInterfaces.Count);
        Assert.Equal(3, result.File.Peers.Count);
    }

    [Fact]
    public void Example_of_a_witness_is_read_without_a_word_of_complaint()
    {
        const string Path = "packaging/example/witness.conf";
        var result = ConfigurationReader.Read(RepositoryTree.Ours.Find(Path)!.Text, Path);
        Assert.Empty(result.Diagnostics);
        Assert.True(result.File!.Witness);
        Assert.Contains(result.File.Node, result.File.Voters.Items);
    }

    [Fact]
    public void Service_unit_gives_the_daemon_the_folder_of_the_examples_control_socket()
    {
        var unit = RepositoryTree.Ours.Find("packaging/systemd/wackamole.service.in")!.Text;
        var result = ConfigurationReader.Read(RepositoryTree.Ours.Find(Example)!.Text, Example);
        Assert.Contains("RuntimeDirectory=wackamole\n", unit, StringComparison.Ordinal);
        Assert.StartsWith("/run/wackamole/", result.File!.Control, StringComparison.Ordinal);
    }
}
