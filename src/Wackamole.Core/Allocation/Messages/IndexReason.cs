namespace Wackamole.Core.Allocation.Messages;

/// <summary>
/// A place in the sender's catalogue and why the sender cannot hold what stands there.
/// </summary>
public readonly record struct IndexReason(int Index, string Reason);
