using Wackamole.Core.Control;

namespace Wackatrl.Diagnosis.Facts;

/// <summary>What became of asking the daemon.</summary>
/// <param name="Status">Its answer; null where it gave none.</param>
/// <param name="WhySilent">Why there is none, in a sentence; null where there is one.</param>
/// <param name="Process">The process that answers, or the one that is found by its name.</param>
internal sealed record DaemonFacts(
    ClusterStatus? Status, string? WhySilent, Reading<ProcessFacts> Process)
{
    /// <summary>It answers, or a process of its name is here.</summary>
    public bool Runs => Status is not null || Process.IsKnown;
}
