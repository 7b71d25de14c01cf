using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>
/// An operator's word about where a virtual interface stays.
/// </summary>
/// <param name="Member">The name of the member; empty where the pin was ended.</param>
/// <param name="Version">Greater for a later word; merges keep the greatest.</param>
public readonly record struct Pin(IpAddress Head, string Member, ulong Version)
{
    public bool IsEnded => Member.Length == 0;

    /// <summary>
    /// Two sides that were apart may have used one version: then the greater name stays.
    /// </summary>
    public bool IsNewerThan(Pin other) => Version != other.Version
        ? Version > other.Version
        : string.CompareOrdinal(Member, other.Member) > 0;
}
