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

    private readonly ScratchFolder _folder = new();
    private readonly NamespaceThread[] _hosts;
    private readonly Process?[] _daemons;
    private readonly string _program;

    private RealCorosync(string program, int hosts)
    {
        _program = program;
        _daemons = new Process?[hosts];
        NetworkNamespace.Ip("link add br0 type bridge");
        NetworkNamespace.Ip("link set br0 up");
        _hosts = [.. Enumerable.Range(1, hosts).Select(MakeHost)];
    }

    /// <summary>Runs a test with so many daemons, or skips it with the reason.</summary>
    public static void Run(int hosts, Action<RealCorosync> test)
    {
        var program = Find();
        Assert.SkipUnless(program is not null, "there is no program «corosync» on this machine: "
            + "install it (apt-get install corosync)");
        NetworkNamespace.Run(() =>
        {
            using var corosync = new RealCorosync(program, hosts);
            for (var number = 1; number <= hosts; number++)
            {
                corosync.Start(number);
            }

            test(corosync);
        });
    }

    /// <summary>Does it in that host's network; hosts are numbered from 1.</summary>
    public void On(int number, Action action) => _hosts[number - 1].Do(action);

    /// <summary>Starts the daemon, and waits until it answers.</summary>
    public void Start(int number) => On(number, () =>
    {
        var folder = _folder.Path($"h{number}");
        var configuration = _folder.Write($"h{number}.conf", Configuration());
        var binds = string.Concat(new[] { "/run", "/var/lib/corosync", "/var/log/corosync" }
            .Select(place =>
                $"mkdir -p {folder}{place} && mount --bind {folder}{place} {place} && "));
        var process = Process.Start(new ProcessStartInfo("unshare",
            ["--mount", "--propagation", "private", "sh", "-c",
                $"{binds}exec {_program} -f -c {configuration}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = new List<string?>();
        process.OutputDataReceived += (_, line) => said.Add(line.Data);
        process.ErrorDataReceived += (_, line) => said.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _daemons[number - 1] = process;
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

        Array.ForEach(_hosts, host => host.Dispose());
        _folder.Dispose();
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
        }
        nodelist {
        {{string.Concat(Enumerable.Range(1, _daemons.Length).Select(number =>
            $"  node {{\n    nodeid: {number}\n    name: web{number}\n"
            + $"    ring0_addr: 10.7.0.{number}\n  }}\n"))}}
        }

        """;

    private static string? Find() =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':')
            .Select(folder => Path.Combine(folder, "corosync")).FirstOrDefault(File.Exists);
}
