namespace Wackamole.Fencing;

/// <summary>How the fence is.</summary>
internal enum FenceStanding
{
    /// <summary>The kernel enforces the lease.</summary>
    Up,

    /// <summary>Nothing enforces it but the daemon, which goes on all the same.</summary>
    Unfenced,

    /// <summary>It stood and does not: nothing may be held until it is put back.</summary>
    Lost,

    /// <summary>It does not stand, and the operator wants nothing held without it.</summary>
    Refused,
}
