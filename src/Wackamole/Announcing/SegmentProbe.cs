using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Announcing;

/// <summary>One probe that is under way: what was asked, and what was heard since.</summary>
internal sealed class SegmentProbe
{
    private readonly NodeAction.ProbeSegment _request;
    private readonly HashSet<IpAddress> _asked;
    private readonly SortedSet<string> _alive = new(StringComparer.Ordinal);
    private readonly SortedSet<IpAddress> _answered = [];
    private Instant _endsAt = Instant.Never;
    private bool _askedTwice;

    public SegmentProbe(NodeAction.ProbeSegment request)
    {
        _request = request;
        _asked = [.. request.VirtualInterfaces.SelectMany(one => one.Addresses)
            .Select(address => address.Address)];
    }

    /// <summary>The first questions are on their way: time runs from here.</summary>
    public void NoteAsked(Instant now)
    {
        AskAgainAt = now + _request.AskAgainAfter;
        _endsAt = now + _request.ListenFor;
    }

    public ImmutableArray<VirtualInterface> VirtualInterfaces => _request.VirtualInterfaces;

    public Instant AskAgainAt { get; private set; } = Instant.Never;

    public Instant NextDeadline => Instant.Min(AskAgainAt, _endsAt);

    public IEnumerable<string> Interfaces => VirtualInterfaces.SelectMany(one => one.Addresses)
        .Select(address => address.Interface).Distinct(StringComparer.Ordinal);

    /// <summary>True once: the second question is due.</summary>
    public bool TakeSecondQuestion(Instant now)
    {
        var due = !_askedTwice && now >= AskAgainAt;
        if (due)
        {
            _askedTwice = true;
            AskAgainAt = Instant.Never;
        }

        return due;
    }

    public bool IsOver(Instant now) => now >= _endsAt;

    /// <summary>Nobody else can be on this interface (a loopback, a dummy).</summary>
    public void NoteAlone(string name) => _alive.Add(name);

    /// <summary>
    /// Another station was heard. That shows an interface alive only while a question is yet to
    /// go out: a cable that comes back after the last one has carried none of them.
    /// </summary>
    public void Note(string name, in Sighting sighting)
    {
        if (!_askedTwice)
        {
            _alive.Add(name);
        }

        if (sighting.Claimed is { } claimed && _asked.Contains(claimed))
        {
            _answered.Add(claimed);
        }
    }

    public NodeEvent.SegmentProbed Result() => new(_request.Token, [.. _alive], [.. _answered]);
}
