using System.Collections.Immutable;
using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Quorum;

/// <summary>
/// Keepers and their disks, and an order of messages among those of one view: exactly what a test
/// says happens, and nothing else.
/// </summary>
internal sealed class VoterCluster
{
    private readonly Dictionary<string, QuorumKeeper> _keepers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VoterRecord?> _disks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _machines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stuck = new(StringComparer.Ordinal);
    private ImmutableArray<string> _inView = [];
    private ulong _epoch;

    /// <summary>Equal hosts a, b, c … all told that the same vote.</summary>
    public VoterCluster(string hosts, string voters)
    {
        foreach (var host in hosts)
        {
            _machines[$"{host}"] = host;
            Start($"{host}", voters);
        }
    }

    public static Instant Now { get; } = new(1_000_000_000_000);

    public QuorumKeeper this[string name] => _keepers[name];

    /// <summary>A new run, with what its disk says.</summary>
    /// <param name="fault">Why its disk says nothing though it did.</param>
    public void Start(string name, string voters, string? fault = null)
    {
        var keeper = new QuorumKeeper(
            name, _machines[name], Timing.FromDetection(Timing.DefaultDetection));
        keeper.Begin(_disks.GetValueOrDefault(name), fault, Now);
        keeper.Configure(Names(voters));
        _keepers[name] = keeper;
    }

    public void LoseDisk(string name) => _disks.Remove(name);

    public void MoveTo(string name, ulong machine) => _machines[name] = machine;

    /// <summary>What is written there from now on is not answered.</summary>
    public void StickDisk(string name) => _stuck.Add(name);

    public void UnstickDisk(string name) => _stuck.Remove(name);

    public void Configure(string names, string voters)
    {
        foreach (var name in names)
        {
            _keepers[$"{name}"].Configure(Names(voters));
        }
    }

    /// <summary>These are in one view from now on, and nothing was said in it yet.</summary>
    public void View(string names)
    {
        _inView = [.. names.Select(name => $"{name}")];
        var members = _inView.Select(name => new MemberId(name, 1)).ToImmutableArray();
        var view = new View(new ViewId(++_epoch, members[0]), members);
        foreach (var name in _inView)
        {
            _keepers[name].BeginView(view, new MemberId(name, 1));
        }
    }

    /// <summary>All that is said and written is delivered, until nothing is any more.</summary>
    /// <param name="steps">At most so many messages.</param>
    public void Run(int steps = 10_000)
    {
        for (var busy = true; busy && steps > 0;)
        {
            busy = false;
            foreach (var name in _inView)
            {
                Write(name);
                if (steps > 0 && _keepers[name].TryPeekMessage(out var message))
                {
                    _keepers[name].Sent();
                    steps--;
                    busy = true;
                    foreach (var to in _inView)
                    {
                        _keepers[to].Delivered(new MemberId(name, 1), message, Now);
                    }
                }
            }
        }
    }

    /// <summary>A view of these, and all that follows.</summary>
    public void Settle(string names)
    {
        View(names);
        Run();
    }

    public bool IsQuorate(string name) => _keepers[name].IsQuorate;

    public string VotersOf(string name) => string.Concat(
        _disks.GetValueOrDefault(name)?.Adopted?.Voters.Items.Select(one => one.Name) ?? []);

    public bool HasPending(string name) => _disks.GetValueOrDefault(name)?.Pending is not null;

    private void Write(string name)
    {
        while (!_stuck.Contains(name) && _keepers[name].TryTakeRecord(Now, out var record))
        {
            _disks[name] = record;
            _keepers[name].Stored(record, null, Now);
        }
    }

    private static ImmutableArray<string> Names(string voters) =>
        [.. voters.Select(voter => $"{voter}")];
}
