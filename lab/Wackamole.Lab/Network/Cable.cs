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
    private bool _filtered;

    public string Interface => interfaceName;

    private string Bridge => bridge;

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
        IReadOnlyCollection<PacketRule> toHost, IReadOnlyCollection<PacketRule> fromHost)
    {
        if (_filtered)
        {
            Tc("qdisc", "del", "dev", port, "clsact");
        }

        _filtered = toHost.Count + fromHost.Count > 0;
        if (_filtered)
        {
            Tc("qdisc", "add", "dev", port, "clsact");
            Filter("egress", toHost);
            Filter("ingress", fromHost);
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{interfaceName} ({station})");

    private void Filter(string direction, IReadOnlyCollection<PacketRule> rules)
    {
        if (rules.Count > 0)
        {
            Tc("filter", "add", "dev", port, direction, "prio", "1", "bpf", "direct-action",
                "bytecode", PacketFilter.Bytecode(rules));
        }
    }

    private void Tc(params string[] arguments) =>
        Tool.Run(["tc", "-n", switchNamespace, .. arguments]);
}
