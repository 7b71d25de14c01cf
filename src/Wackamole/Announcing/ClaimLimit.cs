using Wackamole.Core.Values;

namespace Wackamole.Announcing;

/// <summary>
/// Lets a foreign claim of an address through once in a while: whoever floods the segment with
/// claims must not flood the loop and the log.
/// </summary>
internal sealed class ClaimLimit
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<IpAddress, Instant> _quietUntil = [];

    public bool IsLetThrough(IpAddress address, Instant now)
    {
        if (_quietUntil.TryGetValue(address, out var until) && now < until)
        {
            return false;
        }

        if (_quietUntil.Count >= Limits.VirtualInterfaces)
        {
            _quietUntil.Clear();
        }

        _quietUntil[address] = now + Pause;
        return true;
    }
}
