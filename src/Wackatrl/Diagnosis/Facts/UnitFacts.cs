namespace Wackatrl.Diagnosis.Facts;

/// <summary>What the service's unit, with its drop-ins, gives the daemon.</summary>
/// <param name="Path">The unit's file.</param>
/// <param name="User">Null for root.</param>
/// <param name="Capabilities">A bit each; those of root where no user is named.</param>
/// <param name="PriorityLimit">LimitRTPRIO; 0 where it is not set.</param>
/// <param name="HasLockLimit">Whether LimitMEMLOCK lets it lock all of its memory.</param>
/// <param name="Prepares">Whether its ExecStartPre makes the fence's place.</param>
internal sealed record UnitFacts(
    string Path, string? User, ulong Capabilities, long PriorityLimit, bool HasLockLimit,
    bool Prepares);
