using System.Runtime.InteropServices;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>
/// The ordered answer to one input. Reused: after the first few rounds a heartbeat allocates
/// nothing.
/// </summary>
public sealed class EffectList
{
    private const int InitialArenaBytes = 64 * 1024;

    private readonly List<Effect> _effects = new(256);
    private byte[] _arena = new byte[InitialArenaBytes];
    private int _used;

    public ReadOnlySpan<Effect> Items => CollectionsMarshal.AsSpan(_effects);

    public ReadOnlySpan<byte> Payload(in Effect effect) =>
        _arena.AsSpan(effect.Offset, effect.Length);

    public void Clear()
    {
        _effects.Clear();
        _used = 0;
    }

    /// <summary>
    /// Room for one packet; commit it with as many Send calls as it has destinations. Only valid
    /// until the next call.
    /// </summary>
    public Span<byte> Rent(int bytes)
    {
        if (_arena.Length - _used < bytes)
        {
            Array.Resize(ref _arena, Math.Max(_arena.Length * 2, _used + bytes));
        }

        return _arena.AsSpan(_used, bytes);
    }

    /// <summary>Keeps the first bytes of what Rent gave and returns their offset.</summary>
    public int Keep(int bytes)
    {
        var offset = _used;
        _used += bytes;
        return offset;
    }

    public void Send(Endpoint destination, int link, int offset, int length) =>
        _effects.Add(new Effect(EffectKind.Send, destination, link, offset, length, default, null));

    /// <summary>Multicasts what Keep kept, by the engine's session.</summary>
    public void Multicast(int offset, int length) => _effects.Add(
        new Effect(EffectKind.Multicast, default, 0, offset, length, default, null));

    /// <summary>The same, given back only once every member's engine has it.</summary>
    public void MulticastSafe(int offset, int length) => _effects.Add(
        new Effect(EffectKind.MulticastSafe, default, 0, offset, length, default, null));

    public void SetLease(Instant deadline) =>
        _effects.Add(new Effect(EffectKind.SetLease, default, 0, 0, 0, deadline, null));

    public void Act(NodeAction action) =>
        _effects.Add(new Effect(EffectKind.Act, default, 0, 0, 0, default, action));
}
