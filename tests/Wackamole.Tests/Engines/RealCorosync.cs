using System.Diagnostics;
using Wackamole.Hosting;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>
/// Real corosync daemons, each in a network of its own on one switch, with folders of its own for
/// what it keeps. Wherever there is a program «corosync» and root's rights.
/// </summary>
internal sealed class RealCorosync : IDisposable
{
    public const int TokenMs = 1_000;
    public const int ConsensusMs = 1_200;

    private const int ServerNumber = 9;

    private readonly ScratchFolder _folder = new();
    private readonly NamespaceThread[] _hosts;
    private readonly Process?[] _daemons;
    private readonly List<Process> _others = [];
    private readonly string _program;
    private readonly string _quorum;

    private RealCorosync(string program, int hosts, string quorum)
    {
        (_program, _quorum) = (program, quorum);
        _daemons = new Process?[hosts];
        NetworkNamespace.Ip("link add br0 type bridge");
        NetworkNamespace.Ip("link set br0 up");
        _hosts = [.. Enumerable.Range(1, hosts).Select(MakeHost)];
    }

    /// <summary>Runs a test with so many daemons, or skips it with the reason.</summary>
    /// <param name="quorum">More lines of the section «quorum».</param>
    public static void Run(int hosts, Action<RealCorosync> test, string quorum = "")
    {
        var program = Find("corosync");
        Assert.SkipUnless(program is not null, "there is no program «corosync» on this machine: "
            + "install it (apt-get install corosync)");
        NetworkNamespace.Run(() =>
        {
            using var corosync = new RealCorosync(program, hosts, quorum);
            for (var number = 1; number <= hosts; number++)
            {
                corosync.Start(number);
            }

            test(corosync);
        });
    }

    /// <summary>
    /// Runs a test with two daemons, each with a device that asks a server on a third machine for
    /// one more vote.
    /// </summary>
    public static void RunWithDevice(Action<RealCorosync> test)
    {
        var (server, device) = (Find("corosync-qnetd"), Find("corosync-qdevice"));
        Assert.SkipUnless(server is not null && device is not null, "there are no programs "
            + "«corosync-qnetd» and «corosync-qdevice» on this machine: install them "
            + "(apt-get install corosync-qnetd corosync-qdevice)");
        Run(2, corosync =>
        {
            using var third = MakeHost(ServerNumber);
            third.Do(() => corosync.StartOther(
                ServerNumber, "corosync-qnetd", $"{server} -f -s off"));
            for (var number = 1; number <= 2; number++)
            {
                corosync.On(number, () => corosync.StartOther(
                    number, "corosync-qdevice", $"{device} -f"));
            }

            test(corosync);
        }, $$"""
              device {
                model: net
                votes: 1
                net {
                  host: 10.7.0.{{ServerNumber}}
                  algorithm: ffsplit
                  tls: off
                }
              }
            """);
    }

    /// <summary>The host's network is cut off from all others.</summary>
    public static void CutOff(int number) => NetworkNamespace.Ip($"link set port{number} down");

    /// <summary>Does it in that host's network; hosts are numbered from 1.</summary>
    public void On(int number, Action action) => _hosts[number - 1].Do(action);

    /// <summary>Starts the daemon, and waits until it answers.</summary>
    public void Start(int number) => On(number, () =>
    {
        var configuration = _folder.Write($"h{number}.conf", Configuration());
        var said = new List<string?>();
        _daemons[number - 1] = Launch(number, $"{_program} -f -c {configuration}", said);
        Eventually.True(() => CorosyncHost.TryAsk(out _) is not null,
            () => $"corosync {number} does not answer: {string.Join('\n', said)}");
    });

    public void Kill(int number)
    {
        if (_daemons[number - 1] is { } process)
        {
            _daemons[number - 1] = null;
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }

    public void Dispose()
    {
        for (var number = 1; number <= _daemons.Length; number++)
        {
            Kill(number);
        }

        foreach (var other in _others)
        {
            other.Kill();
            other.WaitForExit();
            other.Dispose();
        }

        Array.ForEach(_hosts, host => host.Dispose());
        _folder.Dispose();
    }

    private void StartOther(int number, string name, string command) =>
        _others.Add(Launch(number, $"sh -c 'mkdir -p /run/{name} && exec {command}'", []));

    /// <summary>With folders of the host's own in the place of those that all share.</summary>
    private Process Launch(int number, string command, List<string?> said)
    {
        var folder = _folder.Path($"h{number}");
        var binds = string.Concat(new[] { "/run", "/var/lib/corosync", "/var/log/corosync" }
            .Select(place =>
                $"mkdir -p {folder}{place} && mount --bind {folder}{place} {place} && "));
        var process = Process.Start(new ProcessStartInfo("unshare",
            ["--mount", "--propagation", "private", "sh", "-c", $"{binds}exec {command}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => said.Add(line.Data);
        process.ErrorDataReceived += (_, line) => said.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static NamespaceThread MakeHost(int number)
    {
        var host = new NamespaceThread();
        NetworkNamespace.Ip(
            $"link add port{number} type veth peer name eth0 netns {host.Id}");
        NetworkNamespace.Ip($"link set port{number} master br0 up");
        host.Do(() =>
        {
            NetworkNamespace.Ip("link set lo up");
            NetworkNamespace.Ip($"address add 10.7.0.{number}/24 dev eth0");
            NetworkNamespace.Ip("link set eth0 up");
        });
        return host;
    }

    private string Configuration() => $$"""
        totem {
          version: 2
          cluster_name: test
          transport: udpu
          token: {{TokenMs}}
          token_coefficient: 0
          consensus: {{ConsensusMs}}
          crypto_cipher: none
          crypto_hash: none
        }
        logging {
          to_stderr: yes
          to_logfile: no
          to_syslog: no
        }
        quorum {
          provider: corosync_votequorum
        {{_quorum}}
        }
        nodelist {
        {{string.Concat(Enumerable.Range(1, _daemons.Length).Select(number =>
            $"  node {{\n    nodeid: {number}\n    name: web{number}\n"
            + $"    ring0_addr: 10.7.0.{number}\n  }}\n"))}}
        }

        """;

    private static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':')
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
