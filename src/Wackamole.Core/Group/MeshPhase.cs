namespace Wackamole.Core.Group;

/// <summary>Where a run of the mesh stands.</summary>
public enum MeshPhase
{
    /// <summary>
    /// Just started: says who it is, but acknowledges, promises and proposes nothing for L, since
    /// it
    /// does not know what its former run promised.
    /// </summary>
    Silent,

    /// <summary>Takes part.</summary>
    Active,

    /// <summary>Out of the group until everything is released; sends nothing.</summary>
    Lost,

    /// <summary>Holds nothing and says good-bye.</summary>
    Leaving,
}
