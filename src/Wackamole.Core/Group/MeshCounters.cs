using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>What the engine has counted since the daemon started.</summary>
public sealed class MeshCounters
{
    public long PacketsReceived { get; set; }

    /// <summary>Copies that came over the second link.</summary>
    public long SecondCopies { get; set; }

    public long Views { get; set; }

    public long Suspicions { get; set; }

    public long Proposals { get; set; }

    public long Refusals { get; set; }

    public long Resent { get; set; }

    /// <summary>Refused packets by reason.</summary>
    public SortedDictionary<RefusalReason, long> Refused { get; } = [];

    public void Refuse(RefusalReason reason) =>
        Refused[reason] = Refused.GetValueOrDefault(reason) + 1;
}
