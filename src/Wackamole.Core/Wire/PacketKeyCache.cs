using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// The derived keys of senders that authenticated at least once, the least recently used dropped
/// first. A stranger who invents salts makes us derive (20 µs a packet and key, measured; bounded
/// by the rate at which packets arrive) but can neither fill this nor drive a member's key out.
/// </summary>
internal sealed class PacketKeyCache : IDisposable
{
    private readonly Dictionary<(UInt128 Salt, PacketAlgorithm Algorithm), Entry> _entries = [];
    private long _uses;

    public int Count => _entries.Count;

    public PacketKey? Find(UInt128 salt, PacketAlgorithm algorithm)
    {
        if (!_entries.TryGetValue((salt, algorithm), out var entry))
        {
            return null;
        }

        entry.LastUse = ++_uses;
        return entry.Key;
    }

    public void Add(UInt128 salt, PacketAlgorithm algorithm, PacketKey key)
    {
        if (_entries.Count >= Limits.CachedPacketKeys)
        {
            DropOldest();
        }

        _entries.Add((salt, algorithm), new Entry(key) { LastUse = ++_uses });
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            entry.Key.Dispose();
        }

        _entries.Clear();
    }

    // Once per start of a host, so that a scan does no harm.
    private void DropOldest()
    {
        var oldest = _entries.MinBy(pair => pair.Value.LastUse);
        oldest.Value.Key.Dispose();
        _entries.Remove(oldest.Key);
    }

    private sealed class Entry(PacketKey key)
    {
        public PacketKey Key { get; } = key;

        public long LastUse { get; set; }
    }
}
