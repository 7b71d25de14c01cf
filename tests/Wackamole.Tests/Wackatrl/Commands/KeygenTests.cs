using Wackamole.Core.Configuration;
using Wackamole.Core.Wire;
using Wackamole.Tests.Daemon;
using Wackatrl.Linux;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Commands;

public sealed class KeygenTests : IDisposable
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Key_goes_to_the_output_where_no_file_is_named()
    {
        var first = CommandRun.Of("keygen");
        var second = CommandRun.Of("keygen");

        Assert.Equal(0, first.Status);
        Assert.Equal(32, Assert.Single(Parse(first.Output).Keys).Length);
        Assert.NotEqual(first.Output, second.Output);
    }

    [Theory]
    [InlineData(".", "it is a folder; name a file in it")]
    [InlineData("none/key", "its folder does not exist; make it, or name another")]
    public void Key_file_that_cannot_be_says_why_and_what_to_do(string name, string why)
    {
        var path = _folder.Path(name);

        Assert.Equal(new CommandRun(2, "", $"wackatrl: cannot write {path}: {why}\n"),
            CommandRun.Of("keygen", path));
    }

    [Fact]
    public void Key_file_is_readable_by_its_owner_alone_and_not_overwritten()
    {
        var path = _folder.Path("key");
        Assert.Equal(0, CommandRun.Of("keygen", path).Status);
        var text = File.ReadAllText(path);
        Assert.Equal(OwnerAlone, File.GetUnixFileMode(path));
        Assert.Single(Parse(text).Keys);

        var again = CommandRun.Of("keygen", path);
        Assert.Equal(2, again.Status);
        Assert.Contains($"{path} exists already", again.Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void Key_file_is_replaced_by_force_and_no_longer_open_to_others()
    {
        var path = _folder.Write("key", "old");
        File.SetUnixFileMode(path, OwnerAlone | UnixFileMode.OtherRead);

        Assert.Equal(0, CommandRun.Of("keygen", path, "--force").Status);

        Assert.Equal(OwnerAlone, File.GetUnixFileMode(path));
        Assert.Single(Parse(File.ReadAllText(path)).Keys);
        Assert.Equal([path], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Rotation_accepts_the_new_key_everywhere_before_any_host_seals_with_it()
    {
        var path = _folder.Path("key");
        CommandRun.Of("keygen", path);
        var old = Assert.Single(Keys(path));

        var added = CommandRun.Of("keygen", path, "--rotate");
        Assert.Equal(0, added.Status);
        Assert.Contains("Step 1 of 3", added.Output, StringComparison.Ordinal);
        Assert.Contains($"--rotate switch {path}", added.Output, StringComparison.Ordinal);
        var next = Keys(path)[1];
        Assert.Equal([old, next], Keys(path));

        Assert.Equal(0, CommandRun.Of("keygen", "--rotate", "switch", path).Status);
        Assert.Equal([next, old], Keys(path));

        Assert.Equal(0, CommandRun.Of("keygen", "--rotate", "drop", path).Status);
        Assert.Equal([next], Keys(path));
        Assert.Equal(OwnerAlone, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData("--rotate")]
    [InlineData("--force")]
    public void Key_file_of_the_user_that_the_daemon_runs_as_stays_that_users(string option)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give files away");
        var path = _folder.Path("key");
        CommandRun.Of("keygen", path);
        var owner = new FileOwner(AnotherUser.Nobody, AnotherUser.Nobody);
        owner.Give(path);

        Assert.Equal(0, CommandRun.Of("keygen", path, option).Status);

        Assert.Equal(owner, FileOwner.Of(path));
        Assert.Equal(OwnerAlone, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Key_file_that_a_link_names_is_changed_and_the_link_stays()
    {
        var path = _folder.Path("key");
        CommandRun.Of("keygen", path);
        var link = _folder.Path("link");
        File.CreateSymbolicLink(link, path);

        Assert.Equal(0, CommandRun.Of("keygen", link, "--rotate").Status);

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(2, Keys(path).Length);
    }

    [Fact]
    public void Rotation_out_of_its_order_is_refused_and_changes_nothing()
    {
        var path = _folder.Path("key");
        CommandRun.Of("keygen", path);
        var one = Keys(path);
        Assert.Equal(2, CommandRun.Of("keygen", path, "--rotate", "drop").Status);
        Assert.Equal(2, CommandRun.Of("keygen", path, "--rotate", "switch").Status);
        Assert.Equal(one, Keys(path));

        CommandRun.Of("keygen", path, "--rotate", "add");
        var two = Keys(path);
        Assert.Equal(2, CommandRun.Of("keygen", path, "--rotate", "add").Status);
        Assert.Equal(two, Keys(path));
    }

    [Fact]
    public void Rotation_of_no_file_of_a_missing_one_and_of_no_key_is_refused()
    {
        Assert.Equal(2, CommandRun.Of("keygen", "--rotate").Status);
        Assert.Equal(2, CommandRun.Of("keygen", _folder.Path("none"), "--rotate").Status);
        var empty = CommandRun.Of("keygen", _folder.Write("empty", "# no key\n"), "--rotate");
        Assert.Equal(2, empty.Status);
        Assert.Contains("holds no key", empty.Error, StringComparison.Ordinal);
    }

    private static string[] Keys(string path) =>
        [.. Parse(File.ReadAllText(path)).Keys.Select(key => Convert.ToHexString(key.AsSpan()))];

    private static ClusterKeys Parse(string text)
    {
        Assert.True(ClusterKeysText.TryParse(text, out var keys, out _), text);
        return keys;
    }
}
