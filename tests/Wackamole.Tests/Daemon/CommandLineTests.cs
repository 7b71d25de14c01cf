using System.Diagnostics;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class CommandLineTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--version")]
    [InlineData("-v")]
    public void Version_is_printed(string option)
    {
        var (status, output, _) = Run(option);
        Assert.Equal(0, status);
        Assert.Matches(@"^wackamole \d+\.\d+\.\d+\n$", output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_names_every_option(string option)
    {
        var (status, output, _) = Run(option);
        Assert.Equal(0, status);
        foreach (var name in (string[])["-c", "--config", "-d", "--debug", "-s", "-u", "--user",
            "-v", "--version", "--pid-file", "--check", "--show", "--release"])
        {
            Assert.Contains(name, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("-c")]
    [InlineData("stray")]
    public void Wrong_command_line_ends_with_2_and_points_to_help(string argument)
    {
        var (status, _, faults) = Run(argument);
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains("wackamole --help", faults, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--check", "")]
    [InlineData("--show", "")]
    [InlineData("--check", "-c", "")]
    [InlineData("-c", "")]
    [InlineData("--pid-file", "")]
    public void Empty_name_of_a_file_is_refused_in_words(params string[] arguments)
    {
        var (status, _, faults) = Run(arguments);
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains("empty", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_says_what_the_start_would_refuse()
    {
        var witness = _folder.Write("witness.conf", Good() + """

            Node = x
            Quorum = majority
            Voters { a b c }
            Witness = yes
            """);
        var (status, output, _) = Run("--check", witness);
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains("not among the `Voters`", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_warns_of_a_key_that_is_not_there_and_refuses_one_that_is_none()
    {
        var key = _folder.Path("key");
        var file = _folder.Write("keyed.conf", Good()
            .Replace("Authentication = none", $"KeyFile = {key}", StringComparison.Ordinal));
        var (status, output, _) = Run("--check", file);
        Assert.Equal(ExitStatus.Ok, status);
        Assert.Contains("there is no key file", output, StringComparison.Ordinal);
        _folder.Write("key", "no key\n");
        Assert.Equal(ExitStatus.Configuration, Run("--check", file).Status);
    }

    [Fact]
    public void Spread_of_the_original_is_explained()
    {
        var (status, _, faults) = Run("-s", "4803@localhost", "-c", "/nonexistent");
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains("write «Spread = 4803@localhost»", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_file_that_cannot_be_read_is_an_error_and_no_other_is_taken()
    {
        _folder.Write("wackamole.conf", Good());
        var (status, _, faults) = Run("--check", "-c", _folder.Path("missing"));
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains($"cannot read {_folder.Path("missing")}", faults, StringComparison.Ordinal);
        Assert.Contains("there is no such file", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void Directory_as_a_file_is_an_error_in_words()
    {
        var (status, _, faults) = Run("--check", _folder.Root);
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains($"cannot read {_folder.Root}", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_of_a_good_file_ends_with_0()
    {
        var (status, output, _) = Run("--check", _folder.Write("w.conf", Good()));
        Assert.Equal(0, status);
        Assert.Contains("w.conf: good, 0 warnings", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_shows_every_fault_and_ends_with_2()
    {
        var (status, output, _) = Run(
            "--check", _folder.Write("w.conf", "Grup = a\nMature = 5x\n"));
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains("w.conf:1:1: error:", output, StringComparison.Ordinal);
        Assert.Contains("w.conf:2:10: error:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_the_file_of_the_working_directory_is_read()
    {
        Assert.SkipUnless(!File.Exists("/etc/wackamole.conf"), "this host has its own file");
        _folder.Write("wackamole.conf", Good());
        var (status, output, _) = Run("--check");
        Assert.Equal(0, status);
        Assert.Contains("wackamole.conf: good", output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_at_all_names_the_places()
    {
        Assert.SkipUnless(!File.Exists("/etc/wackamole.conf"), "this host has its own file");
        var (status, _, faults) = Run("--check");
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains("/etc/wackamole.conf nor ./wackamole.conf", faults,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shown_configuration_reads_back_as_good()
    {
        var (status, output, _) = Run("--show", _folder.Write("w.conf", Good()));
        Assert.Equal(0, status);
        Assert.Equal(0, Run("--check", _folder.Write("again.conf", output)).Status);
        Assert.Equal(output, Run("--show", _folder.Path("again.conf")).Output);
    }

    [Fact]
    public void Shown_configuration_names_the_node_where_the_file_does_not()
    {
        var (status, output, _) = Run("--show", _folder.Write("w.conf",
            Good().Replace("Node = a", "", StringComparison.Ordinal)));
        Assert.Equal(0, status);
        Assert.Contains("\nNode = ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Daemon_with_a_faulty_file_shows_the_fault_with_carets_and_ends_with_2()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "the daemon asks for root first");
        var (status, _, faults) = Run("-c", _folder.Write("w.conf", "Grup = a\n"));
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains("^~~~", faults, StringComparison.Ordinal);
        Assert.Contains("wackamole --check", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_file_that_anybody_can_guess_is_refused_without_being_shown()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "the daemon asks for root first");
        var key = _folder.Write("key", new string('0', 64));
        var (status, _, faults) = Run("-c", _folder.Write("w.conf",
            Good().Replace("Authentication = none", $"KeyFile = {key}", StringComparison.Ordinal)));
        Assert.Equal(ExitStatus.Configuration, status);
        Assert.Contains("key file", faults, StringComparison.Ordinal);
        Assert.DoesNotContain("00000000", faults, StringComparison.Ordinal);
    }

    private static string Good() =>
        """
        Group = test
        Node = a
        Authentication = none
        Peers { 127.0.0.1 }
        VirtualInterfaces { lo:10.77.0.9/24 }
        """;

    private (int Status, string Output, string Faults) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(DaemonProcess.ProgramPath)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Root,
        };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var faults = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(Eventually.Bound), "it did not end");
        return (process.ExitCode, output, faults.GetAwaiter().GetResult());
    }
}
