using Wackamole.Lab.FaultMatrix;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Soak;

/// <summary>What a soak has shown so far.</summary>
internal sealed class SoakRecord
{
    private readonly Dictionary<string, AddressAvailability> _addresses =
        new(StringComparer.Ordinal);

    private readonly Dictionary<int, DaemonGrowth> _daemons = [];
    private readonly List<DuplicateCause> _duplicates = [];

    public IEnumerable<AddressAvailability> Addresses => _addresses.Values;

    /// <summary>Every run of every daemon, in the order in which they began.</summary>
    public IEnumerable<DaemonGrowth> Daemons => _daemons.Values;

    public IReadOnlyList<DuplicateCause> Duplicates => _duplicates;

    public int Faults { get; private set; }

    public double LongestStallMs { get; private set; }

    /// <summary>What ended the soak before its time; null where nothing did.</summary>
    public string? Broken { get; set; }

    public bool IsClean => Broken is null
        && _daemons.Values.All(daemon => daemon.IsWithinBound)
        && _duplicates.TrueForAll(it => it.IsAllowed);

    /// <param name="atSeconds">When the phase ended, from the begin of the soak.</param>
    /// <param name="windowMs">How long it was watched, with what was before its act.</param>
    public void Add(PhaseResult result, Observation seen, double atSeconds, double windowMs)
    {
        var cause = $"{result.Case}: {result.Phase.Name}";
        Faults++;
        LongestStallMs = Math.Max(LongestStallMs, result.StallMs);
        foreach (var address in seen.Addresses)
        {
            var known = _addresses.GetValueOrDefault(address.Address)
                ?? new AddressAvailability(address.Address, 0, 0, 0, null);
            _addresses[address.Address] = known.And(address, windowMs, cause);
        }

        if (result.DuplicateRounds > 0)
        {
            _duplicates.Add(new DuplicateCause(atSeconds, cause, result.DuplicateRounds,
                result.DuplicateMs, Judgement.Duplicates(result) is null));
        }
    }

    /// <summary>Looks at every running daemon: to be called while all is quiet.</summary>
    public void Look(IEnumerable<LabHost> hosts)
    {
        foreach (var host in hosts.Where(host => host.IsRunning))
        {
            var id = host.DaemonProcessId;
            var use = ProcessUse.Of(id);
            _daemons[id] = _daemons.TryGetValue(id, out var known)
                ? known with { Looks = known.Looks.Add(use) }
                : new DaemonGrowth(host.Name, id, [use]);
        }
    }
}
