using Wackamole.Core.Values;

namespace Wackamole.Tests.Allocation;

internal enum KernelPhase
{
    Absent,
    Adding,
    Held,
    Removing,
}

/// <summary>
/// Addresses of one host: what is begun ends when the test says so, well or badly.
/// </summary>
internal sealed class FakeKernel
{
    private readonly SortedDictionary<IpAddress, KernelPhase> _phases = [];

    public IEnumerable<IpAddress> Present =>
        _phases.Where(entry => entry.Value != KernelPhase.Absent).Select(entry => entry.Key);

    public IReadOnlyList<IpAddress> UnderWay => [.. _phases
        .Where(entry => entry.Value is KernelPhase.Adding or KernelPhase.Removing)
        .Select(entry => entry.Key)];

    public KernelPhase this[IpAddress head]
    {
        get => _phases.GetValueOrDefault(head);
        set => _phases[head] = value;
    }

    public bool MayHave(IpAddress head) => this[head] != KernelPhase.Absent;
}
