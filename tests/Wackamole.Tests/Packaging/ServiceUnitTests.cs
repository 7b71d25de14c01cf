using System.Globalization;
using System.Text.RegularExpressions;
using Wackamole.Core.Configuration;
using Wackamole.Tests.Tidy;
using Xunit;

namespace Wackamole.Tests.Packaging;

/// <summary>What the systemd unit must not take from the daemon.</summary>
public sealed partial class ServiceUnitTests
{
    private static readonly string Unit =
        RepositoryTree.Ours.Find("packaging/systemd/wackamole.service.in")!.Text;

    [Fact]
    public void Socket_of_a_local_Spread_daemon_is_not_hidden()
    {
        Assert.DoesNotMatch("(?m)^PrivateTmp=", Unit);
        Assert.Matches("(?m)^RestrictAddressFamilies=.*\\bAF_UNIX\\b", Unit);
    }

    [Fact]
    public void Orderly_end_is_not_cut_short_however_long_the_configuration_lets_it_take()
    {
        var longest = TimeSpan.FromMinutes(10);
        Assert.True(IsAccepted(longest));
        Assert.False(IsAccepted(longest + TimeSpan.FromSeconds(1)));
        var minutes = StopLimit().Match(Unit).Groups["minutes"].Value;

        var limit = TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture));

        Assert.True(limit > longest + longest + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Crash_is_over_at_once_since_no_core_is_written_or_piped()
    {
        Assert.Matches("(?m)^LimitCORE=1$", Unit);
        Assert.Matches("(?m)^KillMode=process$", Unit);
        Assert.Matches("(?m)^WatchdogSignal=SIGKILL$", Unit);
    }

    private static bool IsAccepted(TimeSpan limit) => ConfigurationReader.Read(
        string.Create(CultureInfo.InvariantCulture, $$"""
            Group = test
            Authentication = none
            Peers { 10.0.0.1 10.0.0.2 }
            LeaveLimit = {{limit.TotalSeconds}}s
            HookTimeout = {{limit.TotalSeconds}}s
            VirtualInterfaces { eth0:10.0.0.101/24 }
            """), "w.conf").File is not null;

    [GeneratedRegex("(?m)^TimeoutStopSec=(?<minutes>[0-9]+)min$")]
    private static partial Regex StopLimit();
}
