using System.Diagnostics;
using System.Globalization;

namespace Wackamole.Lab.Network;

/// <summary>
/// Segments of Ethernet, each a bridge inside the «switch» namespace, and the stations on them,
/// each a namespace. Nothing is created on the machine's own interfaces.
/// </summary>
internal sealed class LabNetwork
{
    public const string Client = "client";

    /// <summary>The client's ordinary interface, whose neighbour table is under test.</summary>
    public const string ClientInterface = "eth0";

    /// <summary>
    /// The client's second: broadcast questions go out here, and it has no address.
    /// </summary>
    public const string WatchInterface = "watch0";

    private const string Switch = "switch";
    private const int ClientStation = AddressPlan.ClientNumber;
    private const int WatchStation = 251;

    private readonly LabRun _run;
    private readonly string _switch;

    public LabNetwork(LabRun run, int segments)
    {
        _run = run;
        _switch = run.Namespace(Switch);
        Segments = segments;
        run.AddNamespace(Switch);
        Ip.Batch(_switch, [.. Enumerable.Range(0, segments).SelectMany(segment => new[]
        {
            $"link add name {Bridge(segment)} type bridge stp_state 0 mcast_snooping 0",
            $"link set dev {Bridge(segment)} up",
        })]);
        AddClient();
    }

    public int Segments { get; }

    /// <summary>Every station's hardware address and name, for telling who answered.</summary>
    public Dictionary<string, string> StationNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Joins a host by one cable to each segment: eth0, eth1.</summary>
    public IReadOnlyList<Cable> AddHost(string name, int number)
    {
        _run.AddNamespace(name);
        var cables = Enumerable.Range(0, Segments)
            .Select(segment => Join(name, number, segment, Interface(segment))).ToList();
        SetDefaults(name, "net.ipv4.conf.all.arp_ignore=1", "net.ipv4.conf.all.arp_announce=2",
            "net.ipv4.conf.all.promote_secondaries=1",
            "net.ipv4.conf.default.promote_secondaries=1");
        Ip.Batch(_run.Namespace(name), [
            "link set dev lo up",
            .. Enumerable.Range(0, Segments).SelectMany(segment =>
                Address(number, segment, Interface(segment)))]);
        return cables;
    }

    /// <summary>How to run a program at a station.</summary>
    public ProcessStartInfo Enter(string station, IReadOnlyList<string> command) =>
        Tool.Prepare(["ip", "netns", "exec", _run.Namespace(station), .. command]);

    public static string Interface(int segment) =>
        string.Create(CultureInfo.InvariantCulture, $"eth{segment}");

    private static string Bridge(int segment) =>
        string.Create(CultureInfo.InvariantCulture, $"segment{segment}");

    private static string[] Address(int number, int segment, string interfaceName) =>
    [
        $"link set dev {interfaceName} up",
        $"addr add {AddressPlan.Host(number, segment)}/{AddressPlan.PrefixLength} " +
            $"broadcast + dev {interfaceName}",
        $"addr add {AddressPlan.HostV6(number, segment)}/{AddressPlan.PrefixLengthV6} " +
            $"dev {interfaceName} nodad",
    ];

    private void AddClient()
    {
        _run.AddNamespace(Client);
        Join(Client, ClientStation, 0, ClientInterface);
        Join(Client, WatchStation, 0, WatchInterface);
        SetDefaults(Client, $"net.ipv6.conf.{WatchInterface}.disable_ipv6=1");
        List<string> lines =
        [
            "link set dev lo up",
            .. Address(ClientStation, 0, ClientInterface),
            $"link set dev {WatchInterface} arp off up",
        ];
        for (var segment = 1; segment < Segments; segment++)
        {
            Join(Client, ClientStation, segment, Interface(segment));
            lines.AddRange(Address(ClientStation, segment, Interface(segment)));
        }

        Ip.Batch(_run.Namespace(Client), lines);
    }

    private Cable Join(string station, int number, int segment, string interfaceName)
    {
        var port = $"{station}-{interfaceName}";
        var address = new StationAddress(
            0x0200_0077_0000 | (ulong)segment << 8 | (uint)number);
        Ip.Batch(_switch,
            $"link add name {port} type veth peer name {interfaceName} " +
                $"address {address} netns {_run.Namespace(station)}",
            $"link set dev {port} master {Bridge(segment)} up");
        Tc.Batch(_switch, Cable.Preparation(port));
        StationNames[address.ToString()] = station;
        return new Cable(_run.Namespace(station), _switch, interfaceName, port, Bridge(segment),
            address);
    }

    /// <summary>Kernel settings of a station, all in one shell.</summary>
    private void SetDefaults(string station, params string[] settings)
    {
        string[] always = ["net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0"];
        var writes = always.Concat(settings).Select(setting => setting.Split('='))
            .Select(pair => $"echo {pair[1]} >/proc/sys/{pair[0].Replace('.', '/')}");
        using var process = Tool.Start(
            Enter(station, ["sh", "-c", "set -e; " + string.Join("; ", writes)]));
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new LabException($"cannot set kernel defaults in the namespace of {station}");
        }
    }
}
