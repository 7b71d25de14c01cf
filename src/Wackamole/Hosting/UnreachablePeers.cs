using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;

namespace Wackamole.Hosting;

/// <summary>
/// Turns «port unreachable» into events. A peer whose daemon is down answers every heartbeat
/// with it, so the event is made once for each peer.
/// </summary>
internal sealed class UnreachablePeers
{
    private readonly Dictionary<Endpoint, NodeEvent.PortUnreachable> _events = [];

    /// <summary>
    /// Null for other errors: those say something about the way, not about the peer.
    /// </summary>
    public NodeEvent? Translate(Endpoint peer, int errno)
    {
        if (errno != ErrorNumber.ECONNREFUSED)
        {
            return null;
        }

        if (!_events.TryGetValue(peer, out var happened))
        {
            if (_events.Count == Limits.Members * Limits.Links)
            {
                _events.Clear();
            }

            happened = new NodeEvent.PortUnreachable(peer);
            _events.Add(peer, happened);
        }

        return happened;
    }
}
