using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I11: what is said to be held is held: an address is present in the kernel when it is announced
/// and when its «up» hook runs, gone when its «down» hook runs, and present at rest where the
/// holder's own status says so.
/// </summary>
internal sealed class Real : Checker
{
    /// <summary>How long news of somebody's removal may take to reach the daemon.</summary>
    private const long NewsTakesNs = 50 * Span.Millisecond;

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
