namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I9: after as many rounds as the rate implies, no move from one member to another would bring
/// their loads for weight closer: loads differ by at most one.
/// </summary>
internal sealed class Balanced : Checker
{
    private Bounds _bounds = null!;

    public override string Name => "I9 Balanced";

    /// <summary>
    /// Preferences and different catalogues have their own idea of a balance, and a host takes no
    /// part in it with what something keeps removing there.
    /// </summary>
    private bool Applies => Cluster.Hosts.All(host => host.Settings.Preferred.IsEmpty
        && host.HasWholeCatalogue && !Enumerable.Range(0, Cluster.Coverage.Count)
            .Any(host.MayHoldOff));

    public override void Begin() => _bounds = new Bounds(Cluster.Plan);

    public override void Finished()
    {
        var takes = _bounds.ConvergeNs + _bounds.BalanceNs;
        if (!Applies || Cluster.HasPins || Cluster.Now - Cluster.CalmSinceNs < takes
            || Cluster.Now - Cluster.OperatedAtNs < takes)
        {
            return;
        }

        foreach (var (component, whole) in Health.Components(Cluster))
        {
            var members = Cluster.Hosts.Where(host => (component >> host.Index & 1) != 0).ToList();
            if (whole && (!Cluster.Plan.Majority || members.Exists(one => one.HasMajority)))
            {
                Judge([.. members.Where(host => !host.IsWithdrawn && !host.Plan.IsWitness
                    && host.InterfaceUp(0))]);
            }
        }
    }

    private void Judge(List<SimulatedHost> members)
    {
        foreach (var most in members)
        {
            foreach (var least in members)
            {
                var high = Cluster.Coverage.CountAt(most.Index);
                var low = Cluster.Coverage.CountAt(least.Index);
                if ((long)high * least.Settings.Weight > (low + 1L) * most.Settings.Weight)
                {
                    Broken($"{most.Name} has {high} (weight {most.Settings.Weight}) beside " +
                        $"{least.Name} with {low} (weight {least.Settings.Weight})");
                }
            }
        }
    }
}
