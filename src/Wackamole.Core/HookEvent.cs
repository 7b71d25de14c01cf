namespace Wackamole.Core;

/// <summary>
/// The moments at which an operator's programs run (the original's RunDynamic events).
/// </summary>
public enum HookEvent
{
    /// <summary>A virtual interface was taken, and is present.</summary>
    OnUp,

    /// <summary>A virtual interface was released, and is gone.</summary>
    OnDown,

    /// <summary>A batch of acquisitions is over.</summary>
    PostUp,

    /// <summary>A batch of releases is over.</summary>
    PostDown,
}
