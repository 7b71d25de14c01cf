namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I8: a view change moves only what lost its holder, or whose holder is ineligible or in
/// conflict. Looked at where nothing else could move anything: no balance (without a limit of
/// moves the first round comes at once), no preferences, no operator, and a majority where one is
/// asked for.
/// </summary>
internal sealed class Sticky : Checker
{
    private static readonly TimeSpan NoBalance = TimeSpan.FromHours(1);

    private Bounds _bounds = null!;
    private bool _applies;

    public override string Name => "I8 Sticky";

    public override void Begin()
    {
        _bounds = new Bounds(Cluster.Plan);
        _applies = Cluster.Plan.BalanceInterval >= NoBalance
            && Cluster.Plan.AcquisitionsPerRound is not null
            && Cluster.Plan.Hosts.All(host => host.Preferred.IsEmpty);
    }

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        if (_applies && !usable && cause == UsableCause.Removed
            && Cluster.Coverage.Holders(vip) == 0
            && MayKeep(host)
            && Cluster.Now - Cluster.OperatedAtNs > _bounds.ConvergeNs
            && Health.IsHealthy(Cluster, host, Cluster.Now - _bounds.HealthyNs))
        {
            Broken($"{host.Name} gave up {host.Head(vip)} though it is healthy, nobody else has " +
                "it, and nothing balances");
        }
    }

    private bool MayKeep(SimulatedHost host)
    {
        if (!Cluster.Plan.Majority)
        {
            return true;
        }

        var since = Cluster.Now - _bounds.HealthyNs;
        var edges = Cluster.Network.Connectivity;
        return host.HasMajority && Votes.AreMajority(Cluster, [.. Cluster.Hosts.Where(other =>
            other == host || (other.IsRunning && other.MemberSinceNs <= since
                && edges.GoodSince(host.Index, other.Index) <= since
                && edges.GoodSince(other.Index, host.Index) <= since))]);
    }
}
