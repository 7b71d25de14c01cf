namespace Wackamole.Lab.Network;

/// <summary>What one cable loses: of what its host would hear, and of what it says.</summary>
internal sealed record CableLoss(
    Cable Cable, IReadOnlyCollection<PacketRule> ToHost, IReadOnlyCollection<PacketRule> FromHost)
{
    /// <summary>Everything arrives again.</summary>
    public static CableLoss None(Cable cable) => new(cable, [], []);
}
