using System.Globalization;
using System.Text;
using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Engines;

/// <summary>
/// The daemon «corosync», with places of its own for what it shares with its clients: the
/// wackamole of a host runs in the same mounts and finds it there.
/// </summary>
internal sealed class CorosyncProgram : IEngineProgram
{
    // Its clients talk with it through files in /dev/shm; its process id and its ring's number
    // lie in /run and /var/lib. The sockets are in the network namespace.
    private const string PrivatePlaces = """
        set -e
        mount -t tmpfs -o mode=1777 corosync /dev/shm
        mount -t tmpfs corosync /run
        for place in /var/lib/corosync /var/log/corosync; do
            [ ! -d "$place" ] || mount -t tmpfs corosync "$place"
        done
        """;

    /// <summary>A list of all hosts, each one ring over the first network.</summary>
    public static string Configuration(IEnumerable<IpAddress> hosts)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $$"""
            # Written by wackalab for all of its hosts.
            totem {
                version: 2
                cluster_name: lab
                transport: udpu
                token: {{CorosyncEngine.Token.TotalMilliseconds:0}}
                token_coefficient: 0
                consensus: {{CorosyncEngine.Consensus.TotalMilliseconds:0}}
                crypto_cipher: none
                crypto_hash: none
            }
            logging {
                to_stderr: yes
                to_logfile: no
                to_syslog: no
                timestamp: hires
            }
            quorum {
                provider: corosync_votequorum
            }
            uidgid {
                uid: 65534
                gid: 65534
            }
            nodelist {

            """));
        foreach (var (index, address) in hosts.Index())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $$"""
                    node {
                        nodeid: {{index + 1}}
                        name: {{LabHost.NameOf(index + 1)}}
                        ring0_addr: {{address}}
                    }
                """);
        }

        return text.AppendLine("}").ToString();
    }

    public void Prepare(LabHost host)
    {
        var mounted = host.Run("sh", "-c", PrivatePlaces);
        if (mounted.Status != 0)
        {
            throw new LabException(
                $"cannot give Corosync places of its own on {host.Name}: {mounted.Text}");
        }

        File.WriteAllText(host.Files.EngineConfiguration,
            Configuration(host.Plan.Peers.Select(links => links[0])));
    }

    public IReadOnlyList<string> Command(LabHost host) =>
        ["corosync", "-f", "-c", host.Files.EngineConfiguration];

    public bool IsReady(LabHost host) => host.Run("corosync-cpgtool", "-e").Status == 0;
}
