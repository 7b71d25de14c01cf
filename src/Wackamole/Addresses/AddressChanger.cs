using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Linux.Native;

namespace Wackamole.Addresses;

/// <summary>
/// Adds and removes whole virtual interfaces and reads back what the kernel made of it. The fence
/// is closed for an address before it comes or goes, and open only while it is there. For one
/// thread; every call waits for the kernel.
/// </summary>
internal sealed class AddressChanger(
    RouteSocket route, LeaseWord lease, HeldAddresses held, InterfaceTable interfaces,
    IFence fence, AddressLifetimes lifetimes)
{
    /// <summary>What is answered where nothing may be added any more.</summary>
    public const string LeaseEnded = "the lease ended";

    /// <summary>Adds all of these; of one that cannot be added whole nothing stays.</summary>
    public List<AddressOutcome> Add(IReadOnlyList<VirtualInterface> virtualInterfaces)
    {
        var attempt = new AddressAttempt(virtualInterfaces);
        foreach (var step in attempt.Steps)
        {
            step.WasEntered = held.Find(step.Address.Address) is not null;
            if (interfaces.Find(step.Address.Interface) is { } found)
            {
                step.InterfaceIndex = found.Index;
                step.Fault = fence.WhyNotOn(found);
            }
            else
            {
                step.Fault = $"this host has no interface {step.Address.Interface}";
            }
        }

        held.Enter(attempt.Begun.Select(step => new HeldAddress(
            step.Owner.Head, step.Address, step.InterfaceIndex, HoldState.Adding)));
        SetFence(attempt.Begun.Where(step => !step.WasEntered), VipState.Closed);
        AddInPieces(attempt, isV6: false, AddressChunk.IpV4Addresses);
        AddInPieces(attempt, isV6: true, AddressChunk.IpV6Addresses);
        ReadBackPresence(attempt);
        var whole = attempt.Whole.ToHashSet();
        SetFence(attempt.Steps.Where(step => whole.Contains(step.Owner)), VipState.Held);
        UndoPartial(attempt);
        held.Mark(attempt.Whole.SelectMany(whole => whole.Addresses)
            .Select(address => address.Address), HoldState.Held);
        return attempt.Outcomes();
    }

    /// <summary>Removes all of these, wherever they were added.</summary>
    public List<AddressOutcome> Remove(IReadOnlyList<VirtualInterface> virtualInterfaces)
    {
        var attempt = new AddressAttempt(virtualInterfaces);
        foreach (var step in attempt.Steps)
        {
            // Where it was added: the interface's name may belong to another one today.
            step.InterfaceIndex = held.Find(step.Address.Address)?.InterfaceIndex ?? 0;
        }

        FindUnentered(attempt.Steps);
        RemoveBehindFence([.. attempt.Begun]);
        held.StrikeOut(attempt.Steps.Where(step => step.Fault is null)
            .Select(step => step.Address.Address));
        return attempt.Outcomes();
    }

    /// <summary>
    /// Removes what is entered as ours without looking at the virtual interfaces; answers those
    /// that are gone now.
    /// </summary>
    public List<HeldAddress> RemoveEntries(IReadOnlyList<HeldAddress> entries, out string? fault)
    {
        var steps = entries.Select(entry => new AddressStep(null!, entry.Address)
        {
            InterfaceIndex = entry.InterfaceIndex,
        }).ToList();
        RemoveBehindFence(steps);
        fault = steps.Find(step => step.Fault is not null)?.Fault;
        return [.. entries.Where((_, index) => steps[index].Fault is null)];
    }

    /// <summary>Those of the held addresses that are not on their interface.</summary>
    public List<HeldAddress> Missing(out string? fault)
    {
        var expected = held.All.Values.Where(entry => entry.State == HoldState.Held).ToList();
        var present = Present(expected.Select(entry => entry.InterfaceIndex), out fault);
        return fault is not null ? []
            : [.. expected.Where(entry =>
                !present.ContainsKey((entry.InterfaceIndex, entry.Address.Address)))];
    }

    /// <summary>Gives everything that is held a new lifetime.</summary>
    public string? Refresh(AddressLifetime lifetime)
    {
        string? first = null;
        var requests = held.All.Values.Where(entry => entry.State == HoldState.Held)
            .Select(entry => new AddressRequest(entry.InterfaceIndex, entry.Address)).ToArray();
        foreach (var piece in requests.Chunk(AddressChunk.IpV4Addresses))
        {
            // What the lease does not cover may run out.
            if (!lease.IsValid)
            {
                return first;
            }

            var faults = new SystemFault?[piece.Length];
            route.RefreshAddresses(piece, lifetime, faults);
            first ??= Array.Find(faults, fault => fault is not null)?.Text;
        }

        return first;
    }

    private void AddInPieces(AddressAttempt attempt, bool isV6, int pieceLength)
    {
        var steps = attempt.Begun.Where(step => step.Address.Address.IsV6 == isV6);
        foreach (var piece in steps.ToList().Chunk(pieceLength))
        {
            if (!lease.IsValid)
            {
                Array.ForEach(piece, step => step.Fault = LeaseEnded);
                continue;
            }

            var faults = new SystemFault?[piece.Length];
            var lifetime = lifetimes.For(held.All.Count);
            route.AddAddresses(Array.ConvertAll(piece, step => step.Request), lifetime, faults);
            for (var index = 0; index < piece.Length; index++)
            {
                piece[index].WasAdded = faults[index] is null;
                piece[index].Fault = faults[index]?.Text;
            }
        }
    }

    private void ReadBackPresence(AddressAttempt attempt)
    {
        var added = attempt.Steps.Where(step => step.WasAdded).ToList();
        if (added.Count == 0)
        {
            return;
        }

        var present = Present(added.Select(step => step.InterfaceIndex), out var fault);
        foreach (var step in added)
        {
            if (fault is null && present.TryGetValue(
                (step.InterfaceIndex, step.Address.Address), out var found))
            {
                step.Fault = found.IsDuplicate
                    ? $"{step.Address} does not answer: another station has it" : null;
            }
            else
            {
                step.Fault = fault
                    ?? $"{step.Address} was added, but it is not there when read back";
            }
        }
    }

    // Of a virtual interface that is not whole, what was added goes again; what could not even
    // be removed stays entered, so that it is removed with everything else.
    private void UndoPartial(AddressAttempt attempt)
    {
        var undone = attempt.Partial.Where(
            step => step.InterfaceIndex > 0 && (step.WasAdded || step.WasEntered)).ToList();
        var faults = undone.ConvertAll(step => step.Fault);
        undone.ForEach(step => step.Fault = null);
        RemoveBehindFence(undone);
        var failed = undone.Where(step => step.Fault is not null)
            .Select(step => step.Address.Address).ToHashSet();
        for (var index = 0; index < undone.Count; index++)
        {
            undone[index].Fault = faults[index] ?? undone[index].Fault;
        }

        held.StrikeOut(attempt.Partial.Select(step => step.Address.Address)
            .Where(address => !failed.Contains(address)));
    }

    // First nothing is answered any more, then the address goes. One that stays is closed.
    private void RemoveBehindFence(List<AddressStep> steps)
    {
        fence.Set(steps.Select(step => step.Address.Address), VipState.Closed);
        RemoveAll(steps);
        fence.Set(steps.Where(step => step.Fault is null).Select(step => step.Address.Address),
            VipState.Elsewhere);
    }

    // What the fence does not take must not be added, or goes again.
    private void SetFence(IEnumerable<AddressStep> steps, VipState state)
    {
        foreach (var step in steps)
        {
            step.Fault = fence.Set([step.Address.Address], state);
        }
    }

    private void RemoveAll(List<AddressStep> steps)
    {
        foreach (var piece in steps.Chunk(AddressChunk.IpV4Addresses))
        {
            var faults = new SystemFault?[piece.Length];
            route.RemoveAddresses(Array.ConvertAll(piece, step => step.Request), faults);
            for (var index = 0; index < piece.Length; index++)
            {
                piece[index].Fault = faults[index]?.Text;
            }
        }

        var present = Present(steps.Select(step => step.InterfaceIndex), out var fault);
        foreach (var step in steps)
        {
            if (fault is not null
                || present.ContainsKey((step.InterfaceIndex, step.Address.Address)))
            {
                step.Fault ??= fault ?? $"{step.Address} was removed, but it is still there";
            }
        }
    }

    // Not entered, and yet to be removed: only what carries our tag, never another's address.
    private void FindUnentered(List<AddressStep> steps)
    {
        if (steps.TrueForAll(step => step.InterfaceIndex > 0)
            || route.Dump(null, out var present) is not null)
        {
            return;
        }

        foreach (var step in steps)
        {
            if (step.InterfaceIndex == 0)
            {
                step.InterfaceIndex = present.FirstOrDefault(one =>
                    one.IsOurs && one.Address == step.Address.Address)?.InterfaceIndex ?? 0;
            }
        }
    }

    private Dictionary<(int Interface, IpAddress Address), KernelAddress> Present(
        IEnumerable<int> interfaceIndexes, out string? fault)
    {
        var present = new Dictionary<(int, IpAddress), KernelAddress>();
        fault = null;
        foreach (var index in interfaceIndexes.Where(index => index > 0).Distinct())
        {
            // An interface that went took its addresses along.
            if (route.Dump(index, out var addresses) is { } failed)
            {
                fault ??= failed.Errno == ErrorNumber.ENODEV ? null : failed.Text;
                continue;
            }

            foreach (var address in addresses)
            {
                present[(index, address.Address)] = address;
            }
        }

        return present;
    }
}
