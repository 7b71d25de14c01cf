namespace Wackamole.Lab.Hosts;

/// <summary>Clusters of which only a majority holds anything.</summary>
internal static class MajorityPlan
{
    /// <param name="voters">Hosts that vote, by their numbers.</param>
    /// <param name="witness">The host that votes and holds nothing; 0 for none.</param>
    public static ClusterPlan Of(int hosts, IReadOnlyList<int> voters, int witness = 0) => new()
    {
        Hosts = hosts,
        Change = (number, plan) => plan with
        {
            AcquisitionsPerRound = "0",
            VirtualInterfaces = number == witness ? [] : plan.VirtualInterfaces,
            Extra = Lines(voters) + (number == witness ? "Witness = yes\n" : string.Empty),
        },
    };

    /// <summary>What a host's file says of the voters.</summary>
    public static string Lines(IReadOnlyList<int> voters) =>
        $"Quorum = majority\nVoters {{ {string.Join(' ', voters.Select(LabHost.NameOf))} }}\n";
}
