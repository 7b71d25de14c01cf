using Wackamole.Core;
using Wackamole.Core.Quorum;
using Wackamole.Hosting;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>The list of voters outlives the daemon, and damage to it is told.</summary>
public sealed class VoterFileTests : IDisposable
{
    private static readonly VoterRecord Record =
        new(VoterList.Of(3, [new("a", 1), new("b", 2)]), null, 0);

    private readonly ScratchFolder _folder = new();
    private readonly Mailbox<NodeEvent> _loop = new(16);

    public void Dispose()
    {
        _loop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_stored_is_answered_and_read_again()
    {
        var file = Of("a", "g");
        Assert.Null(file.Read(out var fault));
        Assert.Null(fault);
        Assert.Null(Store(file));
        Assert.Equal(Record, file.Read(out fault));
        Assert.Null(fault);
    }

    [Fact]
    public void A_damaged_file_is_no_record_and_says_so()
    {
        var file = Of("a", "g");
        Assert.Null(Store(file));
        var path = _folder.Path("voters.a");
        File.WriteAllText(path, File.ReadAllText(path).Replace("adopted 3", "adopted 4",
            StringComparison.Ordinal));
        Assert.Null(file.Read(out var fault));
        Assert.Contains(path, fault, StringComparison.Ordinal);
        Assert.Contains("damaged", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_group_has_its_own_voters()
    {
        Assert.Null(Store(Of("a", "one")));
        Assert.Null(Of("a", "other").Read(out var fault));
        Assert.Contains("another group", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_answered_with_the_reason()
    {
        var blocked = _folder.Write("file", "not a directory");
        Assert.NotNull(Store(new VoterFile(blocked, "a", "g", _loop)));
    }

    private VoterFile Of(string node, string group) => new(_folder.Root, node, group, _loop);

    private string? Store(VoterFile file)
    {
        file.Store(Record);
        NodeEvent? answer = null;
        Eventually.True(() => _loop.TryTake(out answer), "the disk answers");
        var stored = Assert.IsType<NodeEvent.VotersStored>(answer);
        Assert.Equal(Record, stored.Record);
        return stored.Fault;
    }
}
