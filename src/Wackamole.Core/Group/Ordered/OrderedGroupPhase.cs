namespace Wackamole.Core.Group.Ordered;

/// <summary>Where this host stands with an engine outside the process.</summary>
public enum OrderedGroupPhase
{
    /// <summary>Has no session yet, and tries to open one.</summary>
    Connecting,

    /// <summary>Has a session; is in a view, or on the way to one.</summary>
    Open,

    /// <summary>Out of the group until everything is released.</summary>
    Lost,

    /// <summary>Holds nothing and says good-bye.</summary>
    Leaving,
}
