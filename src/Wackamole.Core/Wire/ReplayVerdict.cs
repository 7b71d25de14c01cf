namespace Wackamole.Core.Wire;

/// <summary>Whether a packet's counter was seen before.</summary>
public enum ReplayVerdict : byte
{
    /// <summary>For the first time; it counts as seen from now on.</summary>
    New = 0,

    /// <summary>Seen before: the copy of the other link, or a replay.</summary>
    Duplicate = 1,

    /// <summary>Too far behind the newest to know.</summary>
    TooOld = 2,
}
