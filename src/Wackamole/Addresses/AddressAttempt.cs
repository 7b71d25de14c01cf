using Wackamole.Core.Values;

namespace Wackamole.Addresses;

/// <summary>
/// Several virtual interfaces that are added or removed together, address by address.
/// </summary>
internal sealed class AddressAttempt
{
    private readonly IReadOnlyList<VirtualInterface> _virtualInterfaces;

    public AddressAttempt(IReadOnlyList<VirtualInterface> virtualInterfaces)
    {
        _virtualInterfaces = virtualInterfaces;
        foreach (var virtualInterface in virtualInterfaces)
        {
            foreach (var address in virtualInterface.Addresses)
            {
                Steps.Add(new AddressStep(virtualInterface, address));
            }
        }
    }

    public List<AddressStep> Steps { get; } = [];

    /// <summary>The addresses that have an interface to be on, of those without a fault.</summary>
    public IEnumerable<AddressStep> Begun =>
        Steps.Where(step => step.InterfaceIndex > 0 && step.Fault is null);

    /// <summary>The virtual interfaces without a fault in any address.</summary>
    public IEnumerable<VirtualInterface> Whole
    {
        get
        {
            var faulty = FaultyHeads();
            return _virtualInterfaces.Where(one => !faulty.Contains(one.Head));
        }
    }

    /// <summary>The addresses of those with a fault.</summary>
    public IEnumerable<AddressStep> Partial
    {
        get
        {
            var faulty = FaultyHeads();
            return Steps.Where(step => faulty.Contains(step.Owner.Head));
        }
    }

    public List<AddressOutcome> Outcomes()
    {
        var faults = new Dictionary<IpAddress, string>();
        foreach (var step in Steps)
        {
            if (step.Fault is not null)
            {
                faults.TryAdd(step.Owner.Head, step.Fault);
            }
        }

        return [.. _virtualInterfaces.Select(one =>
            new AddressOutcome(one, faults.GetValueOrDefault(one.Head)))];
    }

    private HashSet<IpAddress> FaultyHeads() =>
        [.. Steps.Where(step => step.Fault is not null).Select(step => step.Owner.Head)];
}
