using System.Text;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

public sealed class ConfigurationLimitTests
{
    private const int Mebibyte = 1 << 20;

    [Fact]
    public void File_of_ten_mebibytes_is_refused_by_its_size()
    {
        var text = new string('#', 10 * Mebibyte);
        Assert.Equal(DiagnosticKind.FileTooLarge, Assert.Single(Read(text).Diagnostics).Kind);
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(DiagnosticKind.FileTooLarge,
            Assert.Single(
                ConfigurationReader.Read((ReadOnlySpan<byte>)bytes, "x").Diagnostics).Kind);
    }

    [Theory]
    [InlineData("a\n")]
    [InlineData("a ")]
    [InlineData("a")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("= ")]
    [InlineData("\" ' ")]
    [InlineData("Group = ")]
    [InlineData("Group ")]
    [InlineData("VIFs { ")]
    [InlineData("Prefer 1.1.1.1 ")]
    [InlineData("PerlUse x\n")]
    public void Largest_hostile_file_is_read_through_and_refused_in_few_words(string piece)
    {
        var size = Limits.ConfigurationCharacters / piece.Length;
        var text = new StringBuilder(size * piece.Length).Insert(0, piece, size).ToString();
        var result = Read(text);
        Assert.Null(result.File);
        Assert.InRange(result.Diagnostics.Length, 1, 2 * Limits.ConfigurationDiagnostics + 2);
    }

    [Fact]
    public void Largest_list_of_virtual_interfaces_is_accepted_and_one_more_refused()
    {
        var text = Many(Limits.VirtualInterfaces - 1);
        Assert.Equal(Limits.VirtualInterfaces, Completed(text).VirtualInterfaces.Count);
        Assert.Contains(DiagnosticKind.TooManyVirtualInterfaces,
            KindsOfCompleted(Many(Limits.VirtualInterfaces)));
    }

    [Fact]
    public void Virtual_interface_has_a_limit_of_addresses()
    {
        var addresses = Enumerable.Range(1, Limits.AddressesOfVirtualInterface + 1)
            .Select(i => $"eth0:10.1.0.{i}/24").ToList();
        Completed($"VIFs {{ {{ {string.Join(' ', addresses.Skip(1))} }} }}");
        Assert.Contains(DiagnosticKind.TooManyAddresses,
            KindsOfCompleted($"VIFs {{ {{ {string.Join(' ', addresses)} }} }}"));
    }

    [Theory]
    [InlineData("Prefer 10.9.9.100\n", Limits.Preferences, DiagnosticKind.TooManyAddresses)]
    [InlineData("Notify 10.9.9.0/24\n", Limits.NotifyTargets, DiagnosticKind.TooManyNotifyTargets)]
    [InlineData("Run /bin/true On Up\n", Limits.Hooks, DiagnosticKind.TooManyHooks)]
    public void List_has_a_limit(string statement, int most, DiagnosticKind beyond)
    {
        var text = new StringBuilder().Insert(0, statement, most).ToString();
        Completed(text);
        Assert.Contains(beyond, KindsOfCompleted(text + statement));
    }

    [Fact]
    public void Peers_have_a_limit()
    {
        var peers = Enumerable.Range(1, Limits.Members + 1).Select(i => $"10.1.0.{i}").ToList();
        var text = $"VIFs {{ eth0:10.0.0.1/24 }} Group = g Authentication = none Peers ";
        Accepted($"{text} {{ {string.Join(' ', peers.Skip(1))} }}");
        Assert.Contains(Read($"{text} {{ {string.Join(' ', peers)} }}").Diagnostics,
            one => one.Kind == DiagnosticKind.TooManyPeers);
    }

    [Fact]
    public void Many_faults_are_cut_and_many_warnings_do_not_refuse_a_file()
    {
        var faults = Read(new StringBuilder().Insert(0, "a\n", 1_000).ToString());
        Assert.Equal(Limits.ConfigurationDiagnostics,
            faults.Diagnostics.Count(one => one.Kind == DiagnosticKind.UnknownDirective));
        Assert.Contains(faults.Diagnostics, one => one.Kind == DiagnosticKind.TooManyFaults);

        var warnings = Read(new StringBuilder().Insert(0, "PerlUse x\n", 1_000) +
            "Group = g Authentication = none");
        Assert.NotNull(warnings.File);
        Assert.Equal(DiagnosticSeverity.Note, Assert.Single(warnings.Diagnostics,
            one => one.Kind == DiagnosticKind.TooManyFaults).Severity);
    }

    [Theory]
    [InlineData(Limits.GroupNameBytes, true)]
    [InlineData(Limits.GroupNameBytes + 1, false)]
    public void Group_name_has_a_limit(int length, bool accepted) => Assert.Equal(
        accepted,
        Read($"Group = {new string('g', length)} Authentication = none").File is not null);

    [Theory]
    [InlineData(Limits.SpreadNameCharacters, true)]
    [InlineData(Limits.SpreadNameCharacters + 1, false)]
    public void Spread_name_has_a_limit(int length, bool accepted) => Assert.Equal(accepted, Read(
        $"Group = g Authentication = none Engine = mesh Spread = {new string('s', length)}")
        .File is not null);

    private static string Many(int count) => "VIFs {\n" + string.Concat(Enumerable.Range(0, count)
        .Select(i => $"eth0:172.{16 + (i >> 12)}.{i >> 4 & 255}.{1 + (i & 15)}/24\n")) + "}\n";
}
