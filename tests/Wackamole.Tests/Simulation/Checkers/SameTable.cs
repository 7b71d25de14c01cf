using Wackamole.Core.Control;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I10: members that delivered the same have the same table: at rest, every member of a component
/// names the same holder of every virtual interface. That the holder has it is looked at by Real.
/// </summary>
internal sealed class SameTable : Checker
{
    private Bounds _bounds = null!;

    public override string Name => "I10 SameTable";

    public override void Begin() => _bounds = new Bounds(Cluster.Plan);

    public override void Finished()
    {
        if (Cluster.Now - Cluster.CalmSinceNs < _bounds.ConvergeNs)
        {
            return;
        }

        foreach (var (component, whole) in Health.Components(Cluster))
        {
            if (!whole)
            {
                continue;
            }

            var members = Cluster.Hosts.Where(host => (component >> host.Index & 1) != 0
                && host.Status is not null && host.HasWholeCatalogue).ToList();
            foreach (var member in members)
            {
                Compare(members[0], member);
            }
        }
    }

    private void Compare(SimulatedHost first, SimulatedHost member)
    {
        var expected = first.Status!.VirtualInterfaces;
        var actual = member.Status!.VirtualInterfaces;
        if (expected.Length != actual.Length)
        {
            Broken($"{first.Name} knows {expected.Length} virtual interfaces but " +
                $"{member.Name} knows {actual.Length}");
        }

        for (var place = 0; place < actual.Length; place++)
        {
            if (!AreSame(expected[place], actual[place]))
            {
                Broken($"{Text(expected[place])} says {first.Name}, but " +
                    $"{Text(actual[place])} says {member.Name}");
            }
        }
    }

    private static string Text(VirtualInterfaceStatus status) =>
        $"{status.Name} is with {status.Holder ?? "nobody"} ({status.State})";

    private static bool AreSame(VirtualInterfaceStatus left, VirtualInterfaceStatus right) =>
        string.Equals(left.Name, right.Name, StringComparison.Ordinal)
        && (string.Equals(left.Holder, right.Holder, StringComparison.Ordinal)
            || left.State is "moving" or "taking" || right.State is "moving" or "taking");
}
