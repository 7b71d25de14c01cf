using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Engines;

/// <summary>
/// The daemon «spread»: WACKAMOLE_SPREAD names one, else the path is looked through. It makes its
/// socket in /tmp, and so gets a /tmp of its own on every host.
/// </summary>
internal sealed class SpreadProgram : IEngineProgram
{
    public const string Variable = "WACKAMOLE_SPREAD";
    public const int Port = 4803;

    // At real-time priority where that is permitted, as Corosync takes itself: the hosts of a lab
    // are many on one machine, and a token that waits for a processor stops all of them.
    private const string Script = """
        mount --bind "$1" /tmp && cd /tmp || exit 1
        if chrt --rr 1 true 2>/dev/null; then
            exec chrt --rr 1 ./spread -n "$2" -c spread.conf
        fi
        exec ./spread -n "$2" -c spread.conf
        """;

    /// <summary>The program; null with the reason where there is none.</summary>
    public static string? Find(out string reason)
    {
        reason = "there is no program «spread» on this machine: install one, or name it in "
            + Variable;
        var named = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(named))
        {
            return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
                .Select(folder => Path.Combine(folder, "spread")).FirstOrDefault(File.Exists);
        }

        reason = $"{Variable} names {named}, which does not exist";
        return File.Exists(named) ? named : null;
    }

    /// <summary>The daemon's socket, as a host's wackamole reaches it.</summary>
    public static string Socket(HostFiles files) => Path.Combine(
        files.EngineTemporary, Port.ToString(CultureInfo.InvariantCulture));

    /// <summary>One segment with every host, each by its name and its address.</summary>
    public static string Configuration(IEnumerable<IpAddress> hosts) => new StringBuilder()
        .AppendLine("# Written by wackalab for all of its hosts.")
        .AppendLine(CultureInfo.InvariantCulture,
            $"Spread_Segment {AddressPlan.Broadcast}:{Port} {{")
        .AppendJoin('\n', hosts.Select((address, index) =>
            $"    {LabHost.NameOf(index + 1)} {address}"))
        .AppendLine("\n}")
        .AppendLine("DaemonUser = root\nDaemonGroup = root\nRuntimeDir = /tmp")
        .Append(SpreadEngine.TimeoutLines)
        .ToString();

    public void Prepare(LabHost host)
    {
        var program = Find(out var reason) ?? throw new LabException(reason);
        var folder = host.Files.EngineTemporary;
        Directory.CreateDirectory(folder);

        // Beside its socket, because what is in the machine's own /tmp is out of its sight.
        File.Copy(program, Path.Combine(folder, "spread"), overwrite: true);
        File.WriteAllText(Path.Combine(folder, "spread.conf"),
            Configuration(host.Plan.Peers.Select(links => links[0])));
    }

    public IReadOnlyList<string> Command(LabHost host) =>
    [
        "unshare", "--mount", "sh", "-c", Script, "wackalab-spread",
        host.Files.EngineTemporary, host.Name,
    ];

    public bool IsReady(LabHost host)
    {
        try
        {
            using var socket = new Socket(
                AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Socket(host.Files)));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
