using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>
/// Which newcomers the next view takes in, as its coordinator, and for whom they wait.
/// </summary>
public sealed partial class Mesh
{
    /// <summary>
    /// Members of the view that still hear all others, and newcomers that follow us and have
    /// been heard both ways for long enough. Newcomers of one view come together or not yet.
    /// </summary>
    private void CollectWanted(Instant now)
    {
        _wanted.Clear();
        var additions = !AwaitsNewcomer(now);
        foreach (var peer in _clique)
        {
            if (peer.IsMember || (additions && IsReady(peer, now)))
            {
                _wanted.Add(peer);
            }
        }

        for (var index = 0; index < _wanted.Count; index++)
        {
            if (!_installed.Contains(_wanted[index].Id) && LeavesAMateWaiting(_wanted[index], now))
            {
                // Whoever stays out may be another one's mate: look at all of them again.
                _wanted.RemoveAt(index);
                index = -1;
            }
        }
    }

    // One that is all but ready is waited for: views in a row would cut each other's moves short.
    private bool AwaitsNewcomer(Instant now)
    {
        foreach (var peer in _clique)
        {
            if (!peer.IsMember && peer.Latest.PreferredCoordinator == _self
                && ReadyAt(peer) > now && ReadyAt(peer) <= now + _timing.Settling)
            {
                ConsiderAgainAt(ReadyAt(peer));
                return true;
            }
        }

        return false;
    }

    private Instant ReadyAt(Peer peer) => peer.BothWaysSince
        + (peer.FlapDelay > _timing.Settling ? peer.FlapDelay : _timing.Settling);

    private bool IsReady(Peer peer, Instant now)
    {
        if (peer.Latest.PreferredCoordinator != _self)
        {
            return false;
        }

        var ready = ReadyAt(peer);
        if (ready <= now)
        {
            return true;
        }

        ConsiderAgainAt(ready);
        return false;
    }

    // Taking one of a view and not its mate would evict the mate, who is healthy.
    private bool LeavesAMateWaiting(Peer peer, Instant now)
    {
        foreach (var mate in _peers)
        {
            if (mate != peer && mate.Latest.View == peer.Latest.View
                && mate.Latest.View != ViewId.None && mate.BothWaysSince != Instant.Never
                && !_wanted.Contains(mate) && IsWorthWaitingFor(mate, peer, now))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsWorthWaitingFor(Peer mate, Peer peer, Instant now)
    {
        if (mate.HeldDownUntil > now)
        {
            // It refused us as its mate did; only chance lets the one be asked again before.
            ConsiderAgainAt(mate.HeldDownUntil);
            return mate.RefusalDelay <= _timing.Detection;
        }

        if (!_clique.Contains(mate))
        {
            // By silence alone it learns T later of whom its mate knows to be lost.
            return IsJustHeard(mate, now) || (mate.FollowsStrangerSince != Instant.Never
                && (IsYetToNotice(peer, _timing.Detection + _timing.Fresh, now)
                    || IsPatientWith(mate, now)));
        }

        return mate.Latest.PreferredCoordinator == _self
            || IsYetToNotice(peer, _timing.Fresh, now);
    }

    // It was cut off from all of us, and some of us have yet to hear it, or it them.
    private bool IsJustHeard(Peer mate, Instant now) =>
        IsBefore(mate.BothWaysSince + _timing.Fresh, now);

    // A mate of a newcomer may notice a little later what made that one turn to us.
    private bool IsYetToNotice(Peer newcomer, TimeSpan patience, Instant now) =>
        IsBefore(newcomer.FollowsUsSince + patience, now);
}
