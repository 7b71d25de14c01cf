using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Lease;

/// <summary>
/// The Alone and Boot probes (PROTOCOL.md, section 4): a host that hears no member, or that makes
/// a fresh cluster's first claims, must hear some other station on the segment, and
/// nobody who answers for the address, before it goes on holding or takes.
/// </summary>
public sealed class SegmentGuard(Timing timing)
{
    private readonly HashSet<IpAddress> _cleared = [];
    private readonly List<VirtualInterface> _uncleared = [];
    private ImmutableArray<VirtualInterface> _probing = [];
    private Instant _probedAt = Instant.Past;
    private Instant _againAt = Instant.Past;
    private TimeSpan _pause;
    private int _token;
    private bool _underWay;

    /// <summary>Proof is needed at present.</summary>
    public bool IsNeeded { get; private set; }

    /// <summary>The newest probe heard no other station at all.</summary>
    public bool IsDeaf { get; private set; }

    public bool HasCleared => _cleared.Count > 0;

    public bool IsCleared(IpAddress head) => !IsNeeded || _cleared.Contains(head);

    public Instant NextDeadline => IsNeeded && !_underWay ? _againAt
        : _underWay ? _probedAt + timing.Detection : Instant.Never;

    /// <summary>
    /// Says whether proof is needed from now on; proof given before is void when it begins.
    /// </summary>
    public void Need(bool needed)
    {
        if (needed == IsNeeded)
        {
            return;
        }

        IsNeeded = needed;
        IsDeaf = false;
        _cleared.Clear();
        _againAt = Instant.Past;
        _pause = timing.Heartbeat;
        _token++;
        _underWay = false;
    }

    /// <summary>
    /// Begins a probe of what is not cleared yet, where one is due; null where there is nothing to
    /// do.
    /// </summary>
    /// <param name="concerned">Each once.</param>
    public NodeAction.ProbeSegment? Begin(List<VirtualInterface> concerned, Instant now)
    {
        if (!IsNeeded || (_underWay && now < _probedAt + timing.Detection) || now < _againAt)
        {
            return null;
        }

        _uncleared.Clear();
        foreach (var one in concerned)
        {
            if (!_cleared.Contains(one.Head))
            {
                _uncleared.Add(one);
            }
        }

        _underWay = _uncleared.Count > 0;
        if (!_underWay)
        {
            _againAt = now + timing.Heartbeat;
            return null;
        }

        _probing = [.. _uncleared];
        _probedAt = now;
        return new NodeAction.ProbeSegment(
            ++_token, _probing, timing.ProbeAsksAgain, timing.ProbeListens);
    }

    /// <summary>
    /// Takes the result. Returns the virtual interfaces that another station answered for.
    /// </summary>
    /// <param name="alone">
    /// No member is heard: then a station must have been heard on every interface concerned.
    /// Else the members' own acknowledgements show that this host is not deaf.
    /// </param>
    public ImmutableArray<VirtualInterface> Note(
        NodeEvent.SegmentProbed probed, bool alone, Instant now)
    {
        if (!_underWay || probed.Token != _token)
        {
            return [];
        }

        _underWay = false;
        IsDeaf = alone && probed.Alive.IsEmpty;
        _pause = !IsDeaf ? timing.Heartbeat
            : TimeSpan.FromTicks(Math.Min(2 * _pause.Ticks, timing.Detection.Ticks));
        var answered = ImmutableArray.CreateBuilder<VirtualInterface>();
        foreach (var virtualInterface in _probing)
        {
            if (virtualInterface.Addresses.Any(one => probed.Answered.Contains(one.Address)))
            {
                answered.Add(virtualInterface);
            }
            else if (!alone || virtualInterface.Addresses.All(
                one => probed.Alive.Contains(one.Interface)))
            {
                _cleared.Add(virtualInterface.Head);
            }
        }

        // Whoever answers is asked again soon: it may be a lease that is about to end.
        _againAt = now + (answered.Count > 0 ? timing.Detection / 8 : _pause);
        return answered.ToImmutable();
    }

    /// <summary>Something happened to it: it must be proved again.</summary>
    public void Doubt(IpAddress head) => _cleared.Remove(head);
}
