namespace Wackamole.Lab.Network;

/// <summary>A host of a running lab, as another process finds it.</summary>
/// <param name="Enter">The command that runs another one there.</param>
internal sealed record Station(string Name, IReadOnlyList<string> Enter);
