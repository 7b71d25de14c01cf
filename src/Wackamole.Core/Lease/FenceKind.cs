namespace Wackamole.Core.Lease;

/// <summary>
/// Who makes a host stop answering when its lease ends. Append only: on the wire.
/// </summary>
public enum FenceKind : byte
{
    /// <summary>The daemon alone; a stopped daemon cannot.</summary>
    None = 0,

    /// <summary>The kernel, whatever becomes of the daemon.</summary>
    Kernel = 1,
}
