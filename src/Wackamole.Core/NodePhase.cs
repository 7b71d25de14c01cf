namespace Wackamole.Core;

/// <summary>What a host does about being a member.</summary>
public enum NodePhase
{
    /// <summary>Joins, or is a member.</summary>
    Running,

    /// <summary>Out of the group; releases everything before it joins again.</summary>
    Releasing,

    /// <summary>Released; waits before it joins again.</summary>
    HoldingOff,

    /// <summary>Moves everything away, to leave the group.</summary>
    Departing,

    /// <summary>Holds nothing and says good-bye.</summary>
    Leaving,

    /// <summary>Stays out until an operator says start.</summary>
    Failed,

    /// <summary>The process may end.</summary>
    Finished,
}
