using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class RemovedAgainAndAgain : EndToEndCase
{
    public override string Name =>
        "an address that something removes again and again goes to another host, or is tried again";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(ClusterPlan.Unbalanced);
        var victim = cluster.Plan.VirtualInterfaces[0];
        var first = stage.HolderOf(victim);
        stage.Await("the address to go to another host", () =>
            !RemoveFrom(first, victim) && cluster.HostsWith(victim.Head).Count == 1
                && stage.HolderOf(victim) != first);
        Stage.Require(first.Log.Contains("keeps removing", StringComparison.Ordinal)
            && first.Log.Contains($"DOWN: {victim.Addresses[0]}", StringComparison.Ordinal),
            $"the log of {first.Name} does not say what happened");

        // Removed everywhere, it is on no host, and that is what is said of it.
        stage.Await("the address to be called uncovered, with the reason", () =>
        {
            foreach (var host in cluster.Hosts)
            {
                RemoveFrom(host, victim);
            }

            return cluster.Hosts[0].Status()?.VirtualInterfaces.Any(one =>
                one.Name == victim.Head.ToString() && one.State == "uncovered"
                && one.Reason?.Contains("keeps removing", StringComparison.Ordinal) == true)
                == true;
        });
        cluster.WaitUntilSettled();
        cluster.WaitUntilAllAnswer();
    }

    /// <summary>Whether it was there.</summary>
    private static bool RemoveFrom(LabHost host, Core.Values.VirtualInterface victim)
    {
        var isThere = host.Addresses().Contains(victim.Head);
        if (isThere)
        {
            host.RemoveAddressByHand(victim.Addresses[0]);
        }

        return isThere;
    }
}
