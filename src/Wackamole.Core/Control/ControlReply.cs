namespace Wackamole.Core.Control;

/// <summary>The daemon's answer.</summary>
/// <param name="Error">Why not, or null where it was done.</param>
/// <param name="Done">What was done, in one sentence, or null.</param>
/// <param name="Status">The state of the cluster, for Status.</param>
public sealed record ControlReply(string? Error, string? Done = null, ClusterStatus? Status = null);
