using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// All pins, and the ended ones as far as there is room: a side that was away and still has an
/// older pin must not bring it back.
/// </summary>
public sealed class PinBook
{
    private readonly SortedDictionary<IpAddress, Pin> _pins = [];

    /// <summary>The greatest version that was ever given.</summary>
    public ulong Clock { get; private set; }

    public ImmutableArray<Pin> All => [.. _pins.Values];

    /// <summary>How many are in force.</summary>
    public int Count => _pins.Values.Count(pin => !pin.IsEnded);

    /// <summary>The name of the member that it is pinned to, or null.</summary>
    public string? this[IpAddress head] =>
        _pins.TryGetValue(head, out var pin) && !pin.IsEnded ? pin.Member : null;

    /// <summary>Takes another member's pins in: of each head the newest stays.</summary>
    public void Merge(IEnumerable<Pin> pins, ulong clock)
    {
        Clock = Math.Max(Clock, clock);
        foreach (var pin in pins)
        {
            if (!_pins.TryGetValue(pin.Head, out var known) || pin.IsNewerThan(known))
            {
                _pins[pin.Head] = pin;
            }
        }
    }

    /// <summary>An operator's word, in the order of the view; an empty name ends a pin.</summary>
    public void Set(IpAddress head, string member)
    {
        Clock++;
        _pins[head] = new Pin(head, member, Clock);
        Trim();
    }

    /// <summary>Ends every pin.</summary>
    public void EndAll()
    {
        foreach (var pin in _pins.Values.Where(pin => !pin.IsEnded).ToList())
        {
            Set(pin.Head, string.Empty);
        }
    }

    /// <summary>Forgets what goes beyond the limit: ended pins first, then the oldest.</summary>
    public void Trim()
    {
        if (_pins.Count <= Limits.Pins)
        {
            return;
        }

        var oldest = _pins.Values
            .OrderBy(pin => pin.IsEnded ? 0 : 1).ThenBy(pin => pin.Version).ThenBy(pin => pin.Head)
            .Take(_pins.Count - Limits.Pins).ToList();
        foreach (var pin in oldest)
        {
            _pins.Remove(pin.Head);
        }
    }
}
