using System.Globalization;
using Wackamole.Hosting;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class IncarnationsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly LogRecorder _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void First_run_takes_the_clock()
    {
        Assert.Equal(1000UL, Incarnations.Next(_folder.Root, "a", 1000, _log));
    }

    [Fact]
    public void Run_after_the_clock_went_back_is_still_greater_than_all_of_the_last()
    {
        var last = Incarnations.Next(_folder.Root, "a", 1UL << 60, _log);
        var next = Incarnations.Next(_folder.Root, "a", 1000, _log);

        // A run may have taken a million more for itself.
        Assert.True(next > last + 1_000_000);
        Assert.True(Incarnations.Next(_folder.Root, "a", 1000, _log) > next);
    }

    [Fact]
    public void Nodes_that_share_a_folder_keep_their_own()
    {
        Incarnations.Next(_folder.Root, "a", 1UL << 60, _log);
        Assert.Equal(1000UL, Incarnations.Next(_folder.Root, "b", 1000, _log));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-5")]
    [InlineData("18446744073709551615")]
    [InlineData("99999999999999999999999")]
    public void File_that_holds_no_number_of_ours_is_replaced(string text)
    {
        _folder.Write("incarnation.a", text);
        Assert.Equal(1000UL, Incarnations.Next(_folder.Root, "a", 1000, _log));
        Assert.Equal("1000\n", File.ReadAllText(_folder.Path("incarnation.a")));
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_said_and_the_clock_decides()
    {
        var file = _folder.Write("file", "");
        Assert.Equal(1000UL, Incarnations.Next(file, "a", 1000, _log));
        Assert.Contains("StateDirectory", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_folder_is_made()
    {
        var folder = _folder.Path("new");
        Incarnations.Next(folder, "a", 1000, _log);
        Assert.Equal(1000, int.Parse(
            File.ReadAllText(Path.Combine(folder, "incarnation.a")), CultureInfo.InvariantCulture));
    }
}
