namespace Wackamole.Core.Quorum;

/// <summary>A list that was proposed and is not known to be adopted.</summary>
/// <param name="Round">
/// The try that it was proposed in: of two that are pending the later one may have been adopted,
/// the earlier one cannot have been.
/// </param>
public sealed record PendingList(VoterList List, ulong Round);
