using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>One step of a case: something happens, and the cluster becomes steady again.</summary>
/// <param name="Expected">What it may cost, no more.</param>
internal sealed record Phase(string Name, Expectation Expected, Action Act)
{
    /// <summary>
    /// The groups of hosts each of which is a settled cluster of its own afterwards; none for
    /// all hosts as one. A host in no group shall have no virtual address left.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<LabHost>> Sides { get; init; } = [];

    /// <summary>What hosts in no group hold is no matter: nobody hears them.</summary>
    public bool OthersMayHold { get; init; }
}
