using System.Globalization;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Demo;

/// <summary>What happens in the demo, in order: each host that breaks is mended again.</summary>
internal static class DemoScript
{
    public static IReadOnlyList<DemoStep> For(LabCluster cluster)
    {
        var hosts = cluster.Hosts;
        return
        [
            .. CableOf(hosts[1 % hosts.Count], Silence(cluster)),
            .. DaemonOf(hosts[2 % hosts.Count]),
            .. Maintenance(hosts[0]),
        ];
    }

    private static IEnumerable<DemoStep> CableOf(LabHost host, string silence)
    {
        yield return new DemoStep(
            $"The cable of {host.Name} is pulled",
            $"cable of {host.Name} pulled",
            $"Nobody is told. The others hear nothing of it for {silence}, agree that it is "
                + "gone, and share its addresses.",
            host,
            cluster =>
            {
                host.Cable.Pull();
                cluster.WaitUntilSettled(OthersThan(host, cluster));
            },
            "cable pulled");
        yield return new DemoStep(
            $"The cable of {host.Name} is plugged in again",
            $"cable of {host.Name} plugged in",
            "It joins, and gets its share back: the giver lets go before the taker takes.",
            host,
            cluster =>
            {
                host.Cable.PlugIn();
                cluster.WaitUntilEven();
            },
            null);
    }

    private static IEnumerable<DemoStep> DaemonOf(LabHost host)
    {
        yield return new DemoStep(
            $"The daemon on {host.Name} is killed with kill -9",
            $"daemon on {host.Name} killed (-9)",
            "Its sentinel outlives it: it removes what was left behind and tells the others, who "
                + "take over within milliseconds.",
            host,
            cluster =>
            {
                host.Kill();
                cluster.WaitUntilSettled(OthersThan(host, cluster));
            },
            "daemon killed");
        yield return new DemoStep(
            $"The daemon on {host.Name} is started again",
            $"daemon on {host.Name} restarted",
            "A new run of it, which begins with nothing, joins and gets its share.",
            host,
            cluster =>
            {
                host.Start();
                host.WaitUntilReady();
                cluster.WaitUntilEven();
            },
            null);
    }

    private static IEnumerable<DemoStep> Maintenance(LabHost host)
    {
        yield return new DemoStep(
            $"{host.Name} is drained for maintenance",
            $"{host.Name} drained",
            "«wackatrl drain»: everything moves away from it, in order, and it takes nothing.",
            host,
            cluster =>
            {
                Wackatrl(host, "drain");
                cluster.WaitUntil(other => other == host ? 0 : null);
            },
            "drained");
        yield return new DemoStep(
            $"{host.Name} is put to work again",
            $"{host.Name} back at work",
            "«wackatrl start»: it gets its share back.",
            host,
            cluster =>
            {
                Wackatrl(host, "start");
                cluster.WaitUntilEven();
            },
            null);
    }

    private static string Silence(LabCluster cluster) => string.Create(
        CultureInfo.InvariantCulture, $"{cluster.Plan.Times.TakeOver.TotalMilliseconds:0} ms");

    private static List<LabHost> OthersThan(LabHost host, LabCluster cluster) =>
        [.. cluster.Hosts.Where(other => other != host)];

    private static void Wackatrl(LabHost host, string command)
    {
        var answer = host.Wackatrl(command);
        if (answer.Status != 0)
        {
            throw new LabException($"wackatrl {command} failed on {host.Name}: {answer.Text}");
        }
    }
}
