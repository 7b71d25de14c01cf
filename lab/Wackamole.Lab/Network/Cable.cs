using System.Globalization;

namespace Wackamole.Lab.Network;

/// <summary>
/// One station's interface, the cable, and the port of the switch at its other end: everything
/// that can break between a host and a network.
/// </summary>
internal sealed class Cable(
    string hostNamespace, string switchNamespace, string interfaceName, string port, string bridge,
    StationAddress station)
{
    private readonly HashSet<string> _filtered = new(StringComparer.Ordinal);

    public string Interface => interfaceName;

    private string Bridge => bridge;

    private string Switch => switchNamespace;

    public StationAddress Station => station;

    /// <summary>The cable is pulled: both ends lose their carrier.</summary>
    public void Pull() => Ip.Run(switchNamespace, "link", "set", "dev", port, "down");

    public void PlugIn() => Ip.Run(switchNamespace, "link", "set", "dev", port, "up");

    /// <summary>The port forwards nothing any more, but the host keeps its carrier.</summary>
    public void KillPort() => Ip.Run(switchNamespace, "link", "set", "dev", port, "nomaster");

    public void RevivePort() =>
        Ip.Run(switchNamespace, "link", "set", "dev", port, "master", bridge);

    /// <summary>Its port joins the segment of another cable; RevivePort brings it back.</summary>
    public void PlugInto(Cable other) =>
        Ip.Run(switchNamespace, "link", "set", "dev", port, "master", other.Bridge);

    /// <summary>The host's own side is shut, as by an administrator.</summary>
    public void ShutInterface() =>
        Ip.Run(hostNamespace, "link", "set", "dev", interfaceName, "down");

    public void OpenInterface() =>
        Ip.Run(hostNamespace, "link", "set", "dev", interfaceName, "up");

    /// <summary>Carrier goes and comes so many times, as fast as the kernel does it.</summary>
    public void Flap(int times)
    {
        for (var count = 0; count < times; count++)
        {
            Pull();
            PlugIn();
        }
    }

    /// <summary>
    /// Loses what the host would hear, and what it says. Empty lists lose nothing.
    /// </summary>
    public void Lose(
        IReadOnlyCollection<PacketRule> toHost, IReadOnlyCollection<PacketRule> fromHost) =>
        Lose([new CableLoss(this, toHost, fromHost)]);

    /// <summary>
    /// The same on many cables of one switch, within a millisecond or two: a fault of the network
    /// must not look like one after another of its parts.
    /// </summary>
    public static void Lose(IReadOnlyCollection<CableLoss> losses)
    {
        foreach (var one in losses.GroupBy(
            loss => loss.Cable.Switch, StringComparer.Ordinal))
        {
            Tc.Batch(one.Key, [.. one.SelectMany(
                loss => loss.Cable.Filter(loss.ToHost, loss.FromHost))]);
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{interfaceName} ({station})");

    /// <summary>What makes its port ready for Lose.</summary>
    public static string Preparation(string port) => $"qdisc add dev {port} clsact";

    private IEnumerable<string> Filter(
        IReadOnlyCollection<PacketRule> toHost, IReadOnlyCollection<PacketRule> fromHost)
    {
        foreach (var (direction, rules) in new[] { ("egress", toHost), ("ingress", fromHost) })
        {
            if (_filtered.Remove(direction))
            {
                yield return $"filter del dev {port} {direction}";
            }

            if (rules.Count > 0)
            {
                _filtered.Add(direction);
                yield return $"filter add dev {port} {direction} prio 1 bpf direct-action " +
                    $"bytecode \"{PacketFilter.Bytecode(rules)}\"";
            }
        }
    }
}
