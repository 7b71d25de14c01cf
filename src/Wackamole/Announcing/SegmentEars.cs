using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Announcing;

/// <summary>
/// The interfaces that are listened to, kept open as interfaces come, go and come back with
/// another index.
/// </summary>
internal sealed class SegmentEars(
    InterfaceTable interfaces, Epoll epoll, int tag, ILogger log) : IDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, SegmentEar> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _saidClosed = new(StringComparer.Ordinal);
    private volatile ImmutableList<string> _wanted = [];

    /// <summary>When to look again at what exists.</summary>
    public Instant NextDeadline { get; private set; } = Instant.Past;

    /// <summary>Any thread.</summary>
    public void Want(ImmutableList<string> names) => _wanted = names;

    /// <summary>Opens what is wanted and exists, closes the rest.</summary>
    public void OpenWanted()
    {
        var wanted = _wanted;
        foreach (var (name, ear) in _open)
        {
            if (!wanted.Contains(name) || interfaces.Find(name)?.Index != ear.Interface.Index
                || interfaces.Find(name)?.HardwareAddress != ear.Interface.HardwareAddress)
            {
                ear.Dispose();
                _open.Remove(name);
            }
        }

        foreach (var name in wanted)
        {
            if (!_open.ContainsKey(name) && interfaces.Find(name) is { } found)
            {
                TryOpen(found);
            }
        }

        NextDeadline = BootClock.Now + LookAgainAfter;
    }

    public bool TryReceive(out string name, out Sighting sighting)
    {
        foreach (var (candidate, ear) in _open)
        {
            if (ear.TryReceive(out sighting))
            {
                name = candidate;
                return true;
            }
        }

        (name, sighting) = (string.Empty, default);
        return false;
    }

    public void Dispose()
    {
        foreach (var ear in _open.Values)
        {
            ear.Dispose();
        }

        _open.Clear();
    }

    private void TryOpen(Core.NetworkInterface found)
    {
        try
        {
            _open.Add(found.Name, SegmentEar.Open(found, epoll, tag));
            _saidClosed.Remove(found.Name);
        }
        catch (SystemFaultException fault)
        {
            if (_saidClosed.Add(found.Name))
            {
                AnnounceLog.NotListening(log, found.Name, fault.Message);
            }
        }
    }
}
