using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Wackamole.Engines;
using Wackamole.Engines.Spread;
using Wackamole.Hosting;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Spread;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>The daemon's sessions with real Spread daemons; skipped where there are none.</summary>
public sealed class RealSpreadEngineTests
{
    [Fact]
    public void Two_hosts_are_members_and_hear_each_other_in_one_order() => RealSpread.Run(2, _ =>
    {
        using var first = new Host(1);
        using var second = new Host(2);
        Host[] hosts = [first, second];
        foreach (var host in hosts)
        {
            host.AwaitMembers(2);
            host.Engine.Multicast([host.Number], safe: host.Number == 1);
        }

        foreach (var host in hosts)
        {
            host.Await(() => host.Payloads.Count == 2, "both messages");
        }

        Assert.Equal(first.Payloads, second.Payloads);
        Assert.Equal(first.Members.Order(), second.Members.Order());
        second.Engine.Leave(1);
        first.AwaitMembers(1);
        return Task.CompletedTask;
    });

    [Fact]
    public void Killed_daemon_is_told_to_its_host_and_to_the_others() => RealSpread.Run(3, spread =>
    {
        Host[] hosts = [new(1), new(2), new(3)];
        Array.ForEach(hosts, host => host.AwaitMembers(3));
        var before = hosts[0].Ring;
        spread.Kill(3);
        hosts[2].Await(() => hosts[2].IsLost, "the loss");
        hosts[0].AwaitMembers(2);
        hosts[1].AwaitMembers(2);
        Assert.Equal(hosts[0].Ring, hosts[1].Ring);
        Assert.True(hosts[0].Ring > before);
        Array.ForEach(hosts, host => host.Dispose());
        return Task.CompletedTask;
    });

    /// <summary>One host's session, tried until its daemon takes it.</summary>
    private sealed class Host : IDisposable
    {
        private readonly LogRecorder _log = new();
        private readonly Mailbox<NodeEvent> _loop = new(1024);

        public Host(int number)
        {
            Number = (byte)number;
            var file = new ConfigurationFile
            {
                Engine = EngineKind.Spread,
                Group = "web",
                Spread = RealSpread.Tcp(number).ToString(),
            };
            var node = new NodeSettings
            {
                Name = $"h{number}",
                Group = "web",
                Timing = Timing.FromDetection(Timing.DefaultDetection),
            };
            Engine = SpreadEngine.For(new HostSettings("test.conf", file, node), _loop,
                new DaemonThreads(false, _log.LogRaw, _log), _log)!;
            Engine.Connect(1, Number);
        }

        public byte Number { get; }

        public IEngine Engine { get; }

        public ulong Ring { get; private set; }

        public IReadOnlyList<string> Members { get; private set; } = [];

        public List<byte> Payloads { get; } = [];

        public bool IsLost { get; private set; }

        public void AwaitMembers(int count) =>
            Await(() => Members.Count == count, $"{count} members");

        public void Await(Func<bool> condition, string what) => Eventually.True(
            () =>
            {
                while (!condition() && _loop.TryTake(out var happened))
                {
                    Take(((NodeEvent.EngineReported)happened).Happened);
                }

                return condition();
            }, () => $"host {Number}: no {what}; {_log.Text}");

        public void Dispose()
        {
            Engine.Dispose();
            _loop.Dispose();
        }

        private void Take(EngineEvent happened)
        {
            switch (happened)
            {
                case EngineEvent.Membership membership:
                    (Ring, Members) = (membership.Ring, membership.Members);
                    break;
                case EngineEvent.Message message:
                    Payloads.Add(message.Payload[0]);
                    break;
                case EngineEvent.Disconnected when Members.Count > 0:
                    IsLost = true;
                    break;
                case EngineEvent.Disconnected:
                    // Its daemon is still starting.
                    Engine.Connect(1, Number);
                    break;
            }
        }
    }
}
