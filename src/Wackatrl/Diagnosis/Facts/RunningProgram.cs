namespace Wackatrl.Diagnosis.Facts;

/// <summary>A process by the name that proc(5) gives it: 15 characters at most.</summary>
/// <param name="IsHere">In this network; null where this user may not know.</param>
internal sealed record RunningProgram(int Id, string Name, bool? IsHere);
