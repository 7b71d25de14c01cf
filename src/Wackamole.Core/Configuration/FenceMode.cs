namespace Wackamole.Core.Configuration;

/// <summary>Whether the kernel has to enforce the lease.</summary>
public enum FenceMode
{
    /// <summary>Where the kernel can; else the daemon alone, and it says so.</summary>
    Auto,

    /// <summary>Hold nothing unless the kernel enforces the lease.</summary>
    Required,

    /// <summary>The daemon alone, on purpose.</summary>
    None,
}
