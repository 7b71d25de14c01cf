using Wackamole.Core.Values;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// Over an engine that may give a message back to its sender before anybody else has it, an Alive
/// that came back proves nothing yet: the others say which ones they have delivered (decision
/// 0011). All members of a view deliver its Alives in the same order, so that a count says it.
/// </summary>
public sealed partial class OrderedGroup
{
    // Those under way, and those of three heartbeats that are waited for.
    private const int MostUnconfirmed = 8;

    // Own Alives that came back and are not confirmed yet: their place, and when they were sent.
    private readonly Queue<(ulong Place, Instant Sent, bool WasQuick)> _unconfirmed =
        new(MostUnconfirmed);

    // Alives that were delivered in this view.
    private ulong _aliveCount;
    private bool _asks;

    private void BeginConfirming()
    {
        _unconfirmed.Clear();
        _aliveCount = 0;

        // The first proof of a view is waited for.
        _asks = true;
    }

    private void TakeCameBack(Instant sent, Instant now)
    {
        _cameBack = sent;
        if (!_engine.ConfirmsAlives)
        {
            TakeEvidence(sent);
            return;
        }

        if (_unconfirmed.Count == MostUnconfirmed)
        {
            _unconfirmed.Dequeue();
        }

        _unconfirmed.Enqueue((_aliveCount, sent, now - sent <= _timing.Heartbeat));
    }

    private void TakeEvidence(Instant sent) =>
        (_evidence, _provedUntil) = (sent, sent + _timing.Lease);

    /// <summary>
    /// Takes for evidence what everybody confirms whose word came within H; a stopped member is
    /// not waited for. Where no word came from anybody, one that came back at once stands for
    /// itself: from a ring that others were cut off from it comes back only after the engine's
    /// time to form one, which is longer.
    /// </summary>
    private void TakeConfirmed(Instant now)
    {
        var (confirmed, isAnyHeard) = (ulong.MaxValue, false);
        foreach (var name in _live)
        {
            var peer = _peers[name];
            if (name != _ownName && peer.WasMember && now - peer.LastHeard < _timing.Fresh)
            {
                confirmed = Math.Min(confirmed, peer.Delivered);
                isAnyHeard = true;
            }
        }

        if (_ringIsOver)
        {
            return;
        }

        var (looked, proved) = (0, 0);
        foreach (var own in _unconfirmed)
        {
            looked++;
            if (isAnyHeard ? own.Place <= confirmed : own.WasQuick)
            {
                TakeEvidence(own.Sent);
                proved = looked;
            }
        }

        for (; proved > 0; proved--)
        {
            _unconfirmed.Dequeue();
        }
    }
}
