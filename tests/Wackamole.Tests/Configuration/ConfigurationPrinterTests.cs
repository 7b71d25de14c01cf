using Wackamole.Core.Configuration;
using Xunit;

namespace Wackamole.Tests.Configuration;

public sealed class ConfigurationPrinterTests
{
    private const string Everything = """
        Group = wack1 Node=web1
        Control = "/run/my wack.sock"
        Engine = mesh
        Spread = 4803@localhost
        Peers { 10.0.0.1 10.0.0.2:4900 { 10.0.0.3 192.168.9.3 } [fd00::9]:4901 fd00::a }
        Port = 4805
        DetectionTime = 100ms
        KeyFile = /etc/wackamole.key
        Mature = 2m
        Balance { AcquisitionsPerRound = all Interval = 1.5s }
        Weight = 3
        Prefer { eth0:10.1.0.1/32 10.1.0.128/25 fd00:1::/32 }
        Notify { eth0:10.1.0.0/24 throttle 5 ping Arp-Cache ping bce0:[fd00::]/64 }
        VIPs {
            eth0:10.1.0.1/24n16
            { eth0:10.1.0.200/24 eth1:10.2.0.1/24 bce0:[fd00::1]/64 }
            eth0:fd00:1::1
        }
        Run "/usr/bin/hook 'a b' c" on  up
        RunDynamic "A::b" Post Down
        RunDynamic '/usr/bin/say "x"' post up
        LogFacility = LOG_LOCAL3
        Fence = none
        RealTime = no
        """;

    [Fact]
    public void A_file_with_everything_prints_as_a_text_that_reads_back_equal()
    {
        var first = ConfigurationReader.Read(Everything, "x.conf");
        Assert.Empty(first.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error));
        var printed = ConfigurationPrinter.Print(first.File!);
        var second = ConfigurationReader.Read(printed, "printed.conf");
        Assert.Equal(first.File, second.File);
        Assert.Equal(printed, ConfigurationPrinter.Print(second.File!));
    }
}
