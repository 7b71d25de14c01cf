namespace Wackamole.Core.Quorum;

/// <summary>Votes counted in each list of an electorate.</summary>
public readonly record struct Tally(int First, int Second);
