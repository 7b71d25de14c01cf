using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>
/// The coordinator's part of the order: takes each sender's fragments in the sender's own order,
/// and keeps what was ordered until every member has delivered it. Bounded: while it is
/// full nothing more is ordered, and the senders' windows hold them back.
/// </summary>
public sealed class Sequencer
{
    private const int MostKept = 4096;
    private const int MostStashed = 2 * Outbox.Window;

    private readonly Dictionary<MemberId, Inlet> _inlets = [];
    private readonly Queue<Fragment> _kept = new();
    private readonly List<Fragment> _ready = [];
    private ulong _firstKept = 1;

    /// <summary>The last place that was given away.</summary>
    public ulong Highest => _firstKept + (ulong)_kept.Count - 1;

    public bool IsFull => _kept.Count >= MostKept;

    public void Clear()
    {
        _inlets.Clear();
        _kept.Clear();
        _firstKept = 1;
    }

    /// <summary>
    /// Fragments that are next in their sender's order, now that this one is here.
    /// </summary>
    public List<Fragment> Arrange(Fragment fragment)
    {
        _ready.Clear();
        if (!_inlets.TryGetValue(fragment.Sender, out var inlet))
        {
            _inlets[fragment.Sender] = inlet = new Inlet();
        }

        var sequence = fragment.Header.SenderSequence;
        if (sequence >= inlet.Next && sequence < inlet.Next + MostStashed)
        {
            inlet.Stash[sequence] = fragment;
        }

        while (!IsFull && inlet.Stash.Remove(inlet.Next, out var next))
        {
            inlet.Next++;
            _ready.Add(next);
            _kept.Enqueue(next);
        }

        return _ready;
    }

    /// <summary>All members have delivered up to here.</summary>
    public void Forget(ulong delivered)
    {
        while (_firstKept <= delivered && _kept.TryDequeue(out _))
        {
            _firstKept++;
        }
    }

    public Fragment? At(ulong sequence) =>
        sequence >= _firstKept && sequence <= Highest
            ? _kept.ElementAt((int)(sequence - _firstKept)) : null;

    private sealed class Inlet
    {
        public ulong Next { get; set; } = 1;

        public Dictionary<ulong, Fragment> Stash { get; } = [];
    }
}
