using Wackamole.Core.Configuration;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

public sealed class ConfigurationEqualityTests
{
    /// <summary>Statements that change one setting each, by the setting's name.</summary>
    private static readonly Dictionary<string, string> Changes = new(StringComparer.Ordinal)
    {
        ["Engine"] = "Engine = corosync",
        ["TimesFollowCorosync"] = "Engine = corosync",
        ["Node"] = "Node = web1",
        ["Control"] = "Control = \"\"",
        ["StateDirectory"] = "StateDirectory = /x",
        ["LogFacility"] = "LogFacility = local3",
        ["Peers"] = "Peers { { 10.8.8.1 10.8.9.1 } }",
        ["Multicast"] = "Multicast = 239.1.2.3",
        ["Links"] = "Links { eth1 }",
        ["Port"] = "Port = 1",
        ["Timing"] = "DetectionTime = 401ms",
        ["Authentication"] = "Authentication = none",
        ["RealTime"] = "RealTime = no",
        ["Fence"] = "Fence = none",
        ["Quorum"] = "Quorum = majority Voters { a b c }",
        ["Voters"] = "Voters { a b c }",
        ["Spread"] = "Spread = 1 Engine = mesh",
        ["SpreadRetryInterval"] = "SpreadRetryInterval = 1s",
        ["Mature"] = "Mature = 1s",
        ["BalanceInterval"] = "Balance { Interval = 1s }",
        ["AcquisitionsPerRound"] = "Balance { AcquisitionsPerRound = all }",
        ["Weight"] = "Weight = 2",
        ["LeaveLimit"] = "LeaveLimit = 1s",
        ["VirtualInterfaces"] = "VIFs { eth0:10.8.8.8/24 }",
        ["Preferred"] = "Prefer 10.9.9.100",
        ["Notify"] = "Notify { Arp-Cache ping }",
        ["ArpTableInterval"] = "Arp-Cache = 1s",
        ["AnnounceRefresh"] = "AnnounceRefresh = 1s",
        ["Hooks"] = "Run /bin/true Post Down",
        ["HookTimeout"] = "HookTimeout = 1s",
    };

    /// <summary>Settings that this version accepts one value of, and those of the base.</summary>
    private static readonly string[] Fixed = ["Witness", "Group", "KeyFile"];

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Setting_makes_a_difference_to_the_file_and_to_its_printed_text(string name)
    {
        var before = Completed(string.Empty);
        var after = Completed(Changes[name]);
        var property = typeof(ConfigurationFile).GetProperty(name)!;
        Assert.NotEqual(property.GetValue(before), property.GetValue(after));
        Assert.NotEqual(before, after);
        Assert.NotEqual(ConfigurationPrinter.Print(before), ConfigurationPrinter.Print(after));
        Assert.Equal(after, Accepted(ConfigurationPrinter.Print(after)));
    }

    [Fact]
    public void Every_setting_is_among_them() => Assert.Equal(
        typeof(ConfigurationFile).GetProperties().Select(one => one.Name)
            .Order(StringComparer.Ordinal),
        Changes.Keys.Concat(Fixed).Order(StringComparer.Ordinal));
}
