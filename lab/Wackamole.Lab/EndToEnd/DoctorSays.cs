using System.Text.Json;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class DoctorSays : EndToEndCase
{
    private const string Broken = """
        umount /sys/fs/bpf && cd /proc/sys/net/ipv4/conf &&
        echo 0 >all/arp_ignore && echo 1 >eth0/forwarding && echo 1 >eth0/proxy_arp
        """;

    private static readonly string[] Rules = ["bpf-file-system", "arp-ignore", "proxy-arp"];

    public override string Name =>
        "wackatrl doctor names what is wrong with a host, and its remedies cure it";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan());
        var host = cluster.Hosts[0];
        host.WriteConfiguration();
        var broken = host.Run("sh", "-c", Broken);
        Stage.Require(broken.Status == 0, $"the host cannot be broken: {broken.Text}");
        Stage.Require(host.Wackatrl("doctor").Status == 1, "doctor finds no problem");
        foreach (var rule in Rules)
        {
            var (severity, remedy) = Finding(host, rule);
            Stage.Require(severity is "warning" or "problem", $"{rule} is said to be {severity}");
            var cured = host.Run("sh", "-c", remedy!);
            Stage.Require(cured.Status == 0, $"«{remedy}» failed: {cured.Text}");
            Stage.Require(Finding(host, rule).Severity == "ok",
                $"«{remedy}» was done, and {rule} is not ok");
        }

        RequireHealthy(host);
        cluster.Start();
        cluster.WaitUntilAllAnswer();
        stage.RequireFence();
        RequireHealthy(host);
        Stage.Require(Finding(host, "fence").Severity == "ok", "doctor does not see the fence");
        Stage.Require(Finding(host, "peers").Severity == "ok", "doctor sees no peers");
        Stage.Require(Finding(host, "address-here").Severity == "ok",
            "doctor takes the daemon's own addresses for somebody else's");
    }

    private static void RequireHealthy(LabHost host)
    {
        var said = host.Wackatrl("doctor");
        Stage.Require(said.Status == 0,
            $"doctor finds a problem where there is none:\n{said.Text}");
    }

    private static (string? Severity, string? Remedy) Finding(LabHost host, string rule)
    {
        using var report = JsonDocument.Parse(host.Wackatrl("doctor", "--json").Output);
        var found = report.RootElement.GetProperty("findings").EnumerateArray()
            .FirstOrDefault(one => one.GetProperty("rule").GetString() == rule);
        return found.ValueKind == JsonValueKind.Undefined ? (null, null)
            : (found.GetProperty("severity").GetString(), found.GetProperty("remedy").GetString());
    }
}
