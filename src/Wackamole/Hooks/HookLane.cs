using Wackamole.Core;

namespace Wackamole.Hooks;

/// <summary>
/// What waits for one virtual interface, or for the events that end a batch: one program at a
/// time runs in a lane, in the order of the events.
/// </summary>
internal sealed class HookLane
{
    private readonly List<(HookRequest Request, long Place)> _waiting = [];

    public bool IsRunning { get; private set; }

    public bool IsIdle => !IsRunning && _waiting.Count == 0;

    /// <summary>Place of the oldest event that is not done; none is long.MaxValue.</summary>
    public long OldestPlace { get; private set; } = long.MaxValue;

    /// <summary>
    /// Adds an event at its place in the order of all; answers the one that it makes stale, which
    /// will not run: of a virtual interface only the newest event counts, and of the ends of
    /// batches one of each kind.
    /// </summary>
    public HookRequest? Add(HookRequest request, long place)
    {
        var stale = _waiting.FindIndex(one =>
            request.VirtualInterface is not null || one.Request.Event == request.Event);
        HookRequest? superseded = null;
        if (stale >= 0)
        {
            superseded = _waiting[stale].Request;
            _waiting.RemoveAt(stale);
        }

        _waiting.Add((request, place));
        SetOldest(IsRunning ? OldestPlace : long.MaxValue);
        return superseded;
    }

    /// <summary>The next event, whose place is below the limit; from now on it runs.</summary>
    public HookRequest? TryBegin(long placeLimit)
    {
        if (IsRunning || _waiting.Count == 0 || _waiting[0].Place >= placeLimit)
        {
            return null;
        }

        var (request, place) = _waiting[0];
        _waiting.RemoveAt(0);
        IsRunning = true;
        SetOldest(place);
        return request;
    }

    public void End()
    {
        IsRunning = false;
        SetOldest(long.MaxValue);
    }

    private void SetOldest(long running) =>
        OldestPlace = _waiting.Count == 0 ? running : Math.Min(running, _waiting[0].Place);
}
