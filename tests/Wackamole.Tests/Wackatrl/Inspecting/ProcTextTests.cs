using Wackatrl.Diagnosis.Facts;
using Wackatrl.Inspecting;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Inspecting;

public sealed class ProcTextTests
{
    private const string Limits = """
        Limit                     Soft Limit           Hard Limit           Units
        Max locked memory         unlimited            unlimited            bytes
        Max realtime priority     50                   99
        """;

    [Fact]
    public void Mounts_are_read_with_their_kind_and_whether_they_can_be_written()
    {
        var mounts = ProcText.Mounts("""
            /dev/sda1 / ext4 rw,relatime 0 0
            bpf /sys/fs/bpf bpf ro,nosuid,mode=700 0 0
            tmpfs /mnt/a\040b tmpfs rw 0 0

            """).Value;

        Assert.Equal([new Mount("/", "ext4", false), new Mount("/sys/fs/bpf", "bpf", true),
            new Mount("/mnt/a b", "tmpfs", false)], mounts);
    }

    [Fact]
    public void Mounts_that_are_not_understood_are_refused_with_the_line() =>
        Assert.Contains("«what»", ProcText.Mounts("what\n").Why, StringComparison.Ordinal);

    [Fact]
    public void Interfaces_are_listed_without_the_loopback() => Assert.Equal(["eth0", "eth0.7:x"],
        ProcText.Interfaces("Inter-|\n face |\n    lo: 1 2\n  eth0: 1 2\neth0.7:x: 5 6\n").Value);

    [Theory]
    [InlineData("Max realtime priority", 50L)]
    [InlineData("Max locked memory", long.MaxValue)]
    [InlineData("Max of nothing", null)]
    public void Limit_is_the_soft_one(string name, long? limit) =>
        Assert.Equal(limit, ProcText.Limit(Limits, name));

    [Theory]
    [InlineData("7 (a) b) S 1 1 1 0 -1 4 0 0 0 0 1 2 0 0 -21 0 9 0 8 7 6 5 0 0 0 0 0 0 0 0 0 0 0 0 "
        + "17 3 20 2 0 0", 2L)]
    [InlineData("7 (a) S 1 2", null)]
    [InlineData("", null)]
    public void Policy_is_found_behind_any_name(string stat, long? policy) =>
        Assert.Equal(policy, ProcText.Policy(stat));

    [Theory]
    [InlineData("wackamole", 990L)]
    [InlineData("wacka", null)]
    public void User_is_found_by_the_whole_name(string user, long? id) => Assert.Equal(id,
        ProcText.UserId("root:x:0:0::/:\nbroken\nwackamole:x:990:990::/:/bin/false\n", user));

    [Fact]
    public void Field_of_a_status_is_found_by_its_name()
    {
        const string Status = "Name:\twackamole\nUid:\t990\t990\nCapEff:\t0000008000003000\n";

        Assert.Equal("0000008000003000", ProcText.Field(Status, "CapEff"));
        Assert.Null(ProcText.Field(Status, "Cap"));
        Assert.True(ProcText.TryMask("0000008000003000", out var mask));
        Assert.Equal(1UL << 39 | 1UL << 12 | 1UL << 13, mask);
        Assert.False(ProcText.TryMask("xyz", out _));
    }
}
