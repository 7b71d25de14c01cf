using Wackamole.Core.Control;

namespace Wackatrl.Asking;

/// <summary>What came of asking the daemon who may not be there.</summary>
/// <param name="Status">Null where it did not answer.</param>
/// <param name="WhySilent">Why not, in a sentence; null where it did.</param>
/// <param name="ProcessId">The process behind the socket; null without a connection.</param>
internal sealed record DaemonAnswer(ClusterStatus? Status, string? WhySilent, int? ProcessId)
{
    /// <summary>False where the socket is not there, or nobody listens on it.</summary>
    public bool MayRun { get; init; } = true;

    public static DaemonAnswer Silent(string why) => new(null, why, null) { MayRun = false };
}
