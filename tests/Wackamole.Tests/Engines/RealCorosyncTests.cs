using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Group.Ordered;
using Wackamole.Engines;
using Wackamole.Engines.Corosync;
using Wackamole.Hosting;
using Wackamole.Tests.Daemon;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>The daemon's sessions with real corosync daemons; skipped where none are.</summary>
public sealed class RealCorosyncTests
{
    [Fact]
    public void Hosts_are_members_and_hear_each_other_in_one_order() =>
        RealCorosync.Run(2, corosync =>
        {
            using var first = new Host(corosync, 1);
            using var second = new Host(corosync, 2);
            Host[] hosts = [first, second];
            foreach (var host in hosts)
            {
                host.AwaitMembers(2);
                host.Await(() => host.IsQuorate is true, "quorum");
                for (var part = 0; part < 40; part++)
                {
                    // More than Corosync takes at once: the rest waits.
                    host.Engine.Multicast(new byte[] { (byte)host.Number }.Concat(
                        new byte[65_000]).ToArray(), safe: false);
                }
            }

            foreach (var host in hosts)
            {
                host.Await(() => host.Payloads.Count == 80, "all messages");
            }

            Assert.Equal(first.Payloads, second.Payloads);
            Assert.Equal(first.Members.Order(), second.Members.Order());
            Assert.Equal(first.Ring, second.Ring);
            second.Engine.Leave(1);
            first.AwaitMembers(1);
        });

    [Fact]
    public void Killed_daemon_is_told_to_its_host_and_to_the_others_and_comes_back() =>
        RealCorosync.Run(3, corosync =>
        {
            Host[] hosts = [new(corosync, 1), new(corosync, 2), new(corosync, 3)];
            Array.ForEach(hosts, host => host.AwaitMembers(3));
            var before = hosts[0].Ring;
            corosync.Kill(3);
            hosts[2].Await(() => hosts[2].IsLost, "the loss");
            hosts[0].AwaitMembers(2);
            hosts[1].AwaitMembers(2);
            hosts[1].Await(() => hosts[1].Ring == hosts[0].Ring, "the same ring");
            Assert.True(hosts[0].Ring > before);
            corosync.Kill(2);
            hosts[0].AwaitMembers(1);
            hosts[0].Await(() => hosts[0].IsQuorate is false, "the loss of the majority");
            corosync.Start(3);
            hosts[2].Connect();
            Array.ForEach([hosts[0], hosts[2]], host => host.AwaitMembers(2));
            hosts[0].Await(() => hosts[0].IsQuorate is true, "the majority again");
            Array.ForEach(hosts, host => host.Dispose());
        });

    [Fact]
    public void Device_gives_the_majority_to_the_host_that_its_server_sees() =>
        RealCorosync.RunWithDevice(corosync =>
        {
            using var first = new Host(corosync, 1);
            using var second = new Host(corosync, 2);
            first.AwaitMembers(2);
            second.AwaitMembers(2);
            first.Await(() => first.IsQuorate is true, "quorum");
            RealCorosync.CutOff(2);
            second.Await(() => second.IsQuorate is false, "the loss of the majority");
            first.AwaitMembers(1);
            first.Await(() => first.IsQuorate is true, "the majority that the device gives");
        });

    [Fact]
    public void Both_of_two_nodes_have_a_majority_where_corosync_is_told_that_they_are_two() =>
        RealCorosync.Run(2, corosync =>
        {
            using var first = new Host(corosync, 1);
            using var second = new Host(corosync, 2);
            first.AwaitMembers(2);
            second.AwaitMembers(2);
            RealCorosync.CutOff(2);
            first.AwaitMembers(1);
            second.AwaitMembers(1);
            Assert.True(first.IsQuorate);
            Assert.True(second.IsQuorate);
            first.Await(() => first.Log.Contains("two_node", StringComparison.Ordinal),
                "warning");
        }, "  two_node: 1");

    [Fact]
    public void Daemon_says_the_node_s_name_and_the_times() => RealCorosync.Run(1, corosync =>
        corosync.On(1, () =>
        {
            var file = new ConfigurationFile
            {
                Engine = EngineKind.Corosync,
                TimesFollowCorosync = true,
            };
            var (name, timing) = CorosyncHost.Ask(file);
            Assert.Equal("web1", name);
            Assert.Equal(CorosyncTiming.For(TimeSpan.FromMilliseconds(RealCorosync.TokenMs),
                TimeSpan.FromMilliseconds(RealCorosync.ConsensusMs)), timing);
        }));

    /// <summary>One host's session, tried until its daemon takes it.</summary>
    private sealed class Host : IDisposable
    {
        private readonly LogRecorder _log = new();
        private readonly Mailbox<NodeEvent> _loop = new(1024);

        public Host(RealCorosync corosync, int number)
        {
            Number = number;
            var file = new ConfigurationFile
            {
                Engine = EngineKind.Corosync,
                Group = "web",
                Quorum = QuorumMode.Majority,
            };
            var node = new NodeSettings
            {
                Name = $"web{number}",
                Group = "web",
                Timing = CorosyncTiming.For(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)),
            };
            IEngine? engine = null;
            corosync.On(number, () => engine = CorosyncEngine.For(
                new HostSettings("test.conf", file, node), _loop,
                new DaemonThreads(false, _log.LogRaw, _log), _log));
            Engine = engine!;
            Connect();
        }

        public int Number { get; }

        public IEngine Engine { get; }

        public ulong Ring { get; private set; }

        public IReadOnlyList<string> Members { get; private set; } = [];

        public List<byte> Payloads { get; } = [];

        public bool? IsQuorate { get; private set; }

        public bool IsLost { get; private set; }

        public string Log => _log.Text;

        public void Connect()
        {
            (IsLost, Members) = (false, []);
            Engine.Connect(1, 1);
        }

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
                case EngineEvent.QuorumChanged quorum:
                    IsQuorate = quorum.IsQuorate;
                    break;
                case EngineEvent.Disconnected when Members.Count > 0:
                    IsLost = true;
                    break;
                case EngineEvent.Disconnected when !IsLost:
                    // Its daemon is still starting.
                    Engine.Connect(1, 1);
                    break;
            }
        }
    }
}
