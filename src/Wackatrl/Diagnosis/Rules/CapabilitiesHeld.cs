using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>What the running daemon may do; where none runs, what its unit would give it.</summary>
internal sealed class CapabilitiesHeld() : Rule(Area.Rights, "capabilities")
{
    private static readonly (string Name, int Bit, bool IsNeeded, string Cost)[] Used =
    [
        ("CAP_NET_ADMIN", 12, true, "no address can be added or removed"),
        ("CAP_NET_RAW", 13, true, "no address can be announced"),
        ("CAP_BPF", 39, false, "there is no fence"),
    ];

    private const string Start =
        "start it as root, or by the unit: `make install`, then systemctl start wackamole";

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        var process = host.Daemon.Process;
        var (whose, held, remedy) = host switch
        {
            { Daemon.Process.IsKnown: true } => ($"the daemon (process {process.Value!.Id})",
                Reading<ulong>.Of(process.Value.Capabilities),
                "AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW CAP_BPF CAP_SYS_NICE CAP_IPC_LOCK "
                + "(`systemctl edit wackamole`, [Service]), then: systemctl restart wackamole"),
            { Daemon.Status: not null } => ("the daemon", process.Lack<ulong>(), ""),
            { Unit: { IsKnown: true, Value: { } unit } } => ($"a daemon started by {unit.Path}",
                Reading<ulong>.Of(unit.Capabilities & Possible(host)),
                "AmbientCapabilities=… as in packaging/systemd/wackamole.service.in; in a "
                + "container: allow them there (--cap-add)"),
            _ => ("a daemon started by this user now", host.Self.Then(
                self => Reading<ulong>.Of(self.Capabilities)), Start),
        };
        if (!held.IsKnown)
        {
            yield return Hidden($"what {whose} may do", held);
            yield break;
        }

        var lacks = Used.Where(one => (held.Value & 1UL << one.Bit) == 0
            && (one.Name != "CAP_BPF" || host.WantsFence)).ToList();
        if (lacks.Count > 0 && IsMereVisitor(host))
        {
            yield return Note($"no unit is installed, and {whose} would have no "
                + string.Join(", ", lacks.Select(one => one.Name)), null, Start);
            yield break;
        }

        foreach (var lack in lacks)
        {
            yield return BadIf(lack.IsNeeded || host.NeedsFence, $"{whose} has no {lack.Name}",
                lack.Cost, remedy);
        }

        if (lacks.Count == 0)
        {
            yield return Good($"{whose} has {string.Join(", ", Used.Select(one => one.Name))}");
        }
    }

    // What another user would give it is not known.
    private static bool IsMereVisitor(HostFacts host) => !host.Daemon.Runs && !host.Unit.IsKnown
        && host.Self is { IsKnown: true, Value.UserId: not 0 };

    // No unit can give what the first process was never given.
    private static ulong Possible(HostFacts host) =>
        host.First is { IsKnown: true, Value: { } first } ? first.Bounding : ulong.MaxValue;
}
