using System.Collections.Immutable;
using Wackamole.Core.Allocation;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>
/// A virtual interface is offered only where all its interfaces exist and have carrier.
/// </summary>
public sealed partial class Node
{
    // An Alive each heartbeat, and the others' word of it with their next ones.
    private const int OrderedProofHeartbeats = 3;

    private readonly SortedDictionary<string, NetworkInterface> _interfaces =
        new(StringComparer.Ordinal);

    // An interface that came back is trusted when it has stayed for a detection time.
    private readonly SortedDictionary<string, Instant> _trustedFrom = new(StringComparer.Ordinal);

    // Said in the next Tick: what is configured on interfaces that are not there.
    private bool _interfacesOwed;

    private void NoteInterfaces(ImmutableArray<NetworkInterface> interfaces)
    {
        foreach (var one in interfaces)
        {
            _interfaces[one.Name] = one;
        }
    }

    private void Configure(NodeSettings settings, Instant now)
    {
        if (settings.Witness)
        {
            settings = settings with { VirtualInterfaces = [], Preferred = [] };
        }

        _settings = settings;
        _quorum?.Configure(settings.Voters);
        _interfacesOwed = true;
        _announcements.Refresh = settings.AnnounceRefresh;
        _arpTable.MaximumAge = Announcements.ArpTable.AgeFor(_settings.ArpTableInterval);
        _arpTable.Neighbourhoods =
            Announcements.NeighbourhoodSet.Of(settings.VirtualInterfaces);
        foreach (var head in _addresses.Configure(settings.VirtualInterfaces))
        {
            Release(head, "its configuration changed", now);
        }

        _allocator.Configure(
            new AllocationSettings
            {
                VirtualInterfaces = settings.VirtualInterfaces,
                Preferred = settings.Preferred,
                Weight = settings.Weight,
                Mature = settings.Mature,
                BalanceInterval = settings.BalanceInterval,
                AcquisitionsPerRound = settings.AcquisitionsPerRound,
                ProofTime = settings.OrderedGroup is null
                    ? TimeSpan.Zero : OrderedProofHeartbeats * settings.Timing.Heartbeat,
            }, now);
        JudgeEligibility(now);
    }

    private void TakeInterface(NodeEvent.InterfaceChanged changed, Instant now)
    {
        var name = changed.Interface.Name;
        var wasUsable = _interfaces.TryGetValue(name, out var before) && before.Usable;
        var usable = changed.Present && changed.Interface.Usable;
        if (changed.Present)
        {
            _interfaces[name] = changed.Interface;
        }
        else
        {
            _interfaces.Remove(name);
        }

        if (wasUsable == usable)
        {
            return;
        }

        _trustedFrom.Remove(name);
        if (usable)
        {
            _trustedFrom[name] = now + _settings.Timing.Detection;
        }

        if (_settings.VirtualInterfaces.Any(
            one => one.Addresses.Any(address => address.Interface == name)))
        {
            Report(ReportLevel.Warning, ReportKind.Host, !changed.Present
                ? $"interface {name} is gone"
                : $"interface {name} {(usable ? "is up again" : "is down or has no carrier")}");
        }

        JudgeEligibility(now);
    }

    private void TickInterfaces(Instant now)
    {
        if (_interfacesOwed)
        {
            _interfacesOwed = false;
            ReportMissingInterfaces();
        }

        if (InterfaceDeadline() > now)
        {
            return;
        }

        foreach (var (name, from) in _trustedFrom.ToArray())
        {
            if (from <= now)
            {
                _trustedFrom.Remove(name);
            }
        }

        JudgeEligibility(now);
    }

    private void ReportMissingInterfaces()
    {
        var missing = _settings.VirtualInterfaces.SelectMany(one => one.Addresses)
            .Select(address => address.Interface).Distinct(StringComparer.Ordinal)
            .Where(name => !_interfaces.ContainsKey(name));
        foreach (var name in missing)
        {
            Report(ReportLevel.Warning, ReportKind.Host, $"interface {name} does not exist on " +
                "this host: addresses on it are left to other hosts; check its name");
        }
    }

    private Instant InterfaceDeadline()
    {
        var next = Instant.Never;
        if (_trustedFrom.Count == 0)
        {
            // The usual case, and to walk through a sorted collection allocates.
            return next;
        }

        foreach (var from in _trustedFrom.Values)
        {
            next = Instant.Min(next, from);
        }

        return next;
    }

    private void JudgeEligibility(Instant now)
    {
        foreach (var virtualInterface in _settings.VirtualInterfaces)
        {
            var fault = WhyIneligible(virtualInterface);
            _allocator.SetEligible(
                virtualInterface.Head, fault is null, fault ?? string.Empty, now);
        }
    }

    private string? WhyIneligible(VirtualInterface virtualInterface)
    {
        if (!_mayHold)
        {
            return $"{_settings.Name} holds nothing without its fence";
        }

        foreach (var address in virtualInterface.Addresses)
        {
            if (!_interfaces.TryGetValue(address.Interface, out var one))
            {
                return $"interface {address.Interface} does not exist on {_settings.Name}";
            }

            if (!one.Usable)
            {
                return $"interface {address.Interface} is down or has no carrier on " +
                    $"{_settings.Name}";
            }

            if (_trustedFrom.ContainsKey(address.Interface))
            {
                return $"interface {address.Interface} came back on {_settings.Name} only just now";
            }
        }

        return null;
    }
}
