using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I11: what is said to be held is held: an address is present in the kernel when it is announced
/// and when its «up» hook runs, gone when its «down» hook runs, and present at rest where the
/// holder's own status says so. What something else removed is put back or said to be down.
/// </summary>
internal sealed class Real : Checker
{
    /// <summary>How long news of somebody's removal may take to reach the daemon.</summary>
    private const long NewsTakesNs = 50 * Span.Millisecond;

    private readonly HashSet<(int Host, int Vip)> _saidUp = [];
    private Bounds _bounds = null!;

    public override string Name => "I11 Real";

    public override void Begin() => _bounds = new Bounds(Cluster.Plan);

    public override void Announced(SimulatedHost host, int vip)
    {
        if (!host.Kernel.IsPresent(vip) && Cluster.Now - host.TroubledAtNs > NewsTakesNs)
        {
            Broken($"{host.Name} announced {host.Head(vip)}, which is not on its interface");
        }
    }

    public override void HookRan(SimulatedHost host, HookEvent happened, VirtualInterface? about)
    {
        if (about is not null)
        {
            _ = happened == HookEvent.OnUp
                ? _saidUp.Add((host.Index, Cluster.PlaceOf(about.Head)))
                : _saidUp.Remove((host.Index, Cluster.PlaceOf(about.Head)));
        }

        if (about is null || Cluster.Now - host.TroubledAtNs < NewsTakesNs)
        {
            return;
        }

        var present = host.Kernel.IsPresent(Cluster.PlaceOf(about.Head));
        if (happened == HookEvent.OnUp && !present || happened == HookEvent.OnDown && present)
        {
            Broken($"{host.Name} ran {happened} for {about} while it was " +
                (present ? "on" : "not on") + " its interface");
        }
    }

    public override void RunEnded(SimulatedHost host) =>
        _saidUp.RemoveWhere(said => said.Host == host.Index);

    public override void LostAddress(SimulatedHost host, int vip) => LookLater(host, vip);

    // Neither back nor down: forgotten. What befell the host meanwhile gives it time again.
    private void LookLater(SimulatedHost host, int vip) =>
        Cluster.At(Cluster.Now + NewsTakesNs + _bounds.MoveNs, () =>
        {
            if (!_saidUp.Contains((host.Index, vip)) || host.Kernel.IsPresent(vip))
            {
                return;
            }

            if (!host.IsRunning || host.Kernel.Busy
                || Cluster.Now - host.TroubledAtNs < NewsTakesNs + _bounds.MoveNs)
            {
                LookLater(host, vip);
                return;
            }

            Broken($"{host.Name} has neither put {host.Head(vip)} back, which something else " +
                "removed, nor said that it is down");
        });

    public override void Finished()
    {
        if (Cluster.Now - Cluster.CalmSinceNs < _bounds.ConvergeNs)
        {
            return;
        }

        foreach (var host in Cluster.Hosts.Where(host => host.Status is not null))
        {
            foreach (var vip in host.Status!.VirtualInterfaces.Where(vip => vip.State == "held"
                && string.Equals(vip.Holder, host.Name, StringComparison.Ordinal)))
            {
                RequirePresent(host, vip.Name);
            }
        }
    }

    private void RequirePresent(SimulatedHost host, string head)
    {
        if (host.IsRunning && IpAddress.TryParse(head, out var address)
            && !host.Kernel.IsPresent(Cluster.PlaceOf(address)))
        {
            Broken($"{host.Name} says that it holds {head}, which is not on its interface");
        }
    }
}
