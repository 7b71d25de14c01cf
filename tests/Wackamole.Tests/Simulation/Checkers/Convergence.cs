namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I4: once connectivity stops changing, every component comes to its final view within k·T:
/// where all daemons of a component hear each other, the one view of exactly those.
/// </summary>
internal sealed class Convergence : Checker
{
    private long _boundNs;
    private long _judgedCalmNs = -1;

    public override string Name => "I4 Convergence";

    public override bool IsWatching => true;

    public override void Begin() => _boundNs = new Bounds(Cluster.Plan).ConvergeNs;

    public override void AfterStep()
    {
        if (_judgedCalmNs != Cluster.CalmSinceNs && Cluster.Now > Cluster.CalmSinceNs + _boundNs)
        {
            _judgedCalmNs = Cluster.CalmSinceNs;
            Judge();
        }
    }

    public override void Finished()
    {
        if (Cluster.Now > Cluster.CalmSinceNs + _boundNs)
        {
            Judge();
        }
    }

    private void Judge()
    {
        if (!Cluster.Network.Weather.IsConstant(Cluster.Plan.HeartbeatNs))
        {
            return;
        }

        foreach (var (component, whole) in Health.Components(Cluster))
        {
            if (whole)
            {
                RequireOneView(component);
            }
        }
    }

    private void RequireOneView(ulong component)
    {
        var members = Cluster.Hosts.Where(host => (component >> host.Index & 1) != 0).ToList();
        var names = members.Select(host => host.Name).Order(StringComparer.Ordinal).ToList();
        foreach (var host in members)
        {
            var view = host.View;
            if (view is null || !view.Members.Select(member => member.Name).SequenceEqual(names)
                || view.Id != members[0].View?.Id)
            {
                Broken($"{Span.Text(Cluster.Now - Cluster.CalmSinceNs)} after the last change, " +
                    $"[{string.Join(", ", names)}] hear each other but are in views " +
                    string.Join("; ", members.Select(member => $"{member.Name}: {member.View}")));
            }
        }
    }
}
