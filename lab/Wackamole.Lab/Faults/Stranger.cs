using Wackamole.Core.Values;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Faults;

/// <summary>
/// A machine outside the cluster that takes one of its addresses, and announces it.
/// </summary>
internal sealed class Stranger
{
    private const string Name = "stranger";
    private const int Number = 240;

    private readonly string _namespace;
    private readonly Cable _cable;

    public Stranger(LabRun run, LabNetwork network)
    {
        _cable = network.AddHost(Name, Number)[0];
        _namespace = run.Namespace(Name);
        using var setting = Tool.Start(network.Enter(Name,
            ["sh", "-c", "echo 1 >/proc/sys/net/ipv4/conf/all/arp_notify"]));
        setting.WaitForExit();
    }

    public StationAddress Station => _cable.Station;

    /// <summary>
    /// Adds the address and sets the hardware address (to what it is), at which the kernel
    /// broadcasts a gratuitous ARP request (arp_notify).
    /// </summary>
    public void Claim(IpAddress address) => Ip.Batch(_namespace,
        $"address add {address}/{address.Length} dev {_cable.Interface}",
        $"link set dev {_cable.Interface} address {_cable.Station}");

    public void Release(IpAddress address) => Ip.Run(_namespace, "address", "delete",
        $"{address}/{address.Length}", "dev", _cable.Interface);
}
