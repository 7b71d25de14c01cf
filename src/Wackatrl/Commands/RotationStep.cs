namespace Wackatrl.Commands;

/// <summary>
/// The steps in which a cluster changes its key while it runs: between two of them every host
/// gets the file, so no two hosts ever seal with a key that the other does not accept.
/// </summary>
internal enum RotationStep
{
    /// <summary>A new key as the second: accepted, not used yet.</summary>
    Add,

    /// <summary>The second key becomes the first: the one that seals.</summary>
    Switch,

    /// <summary>The second key goes: accepted no more.</summary>
    Drop,
}
