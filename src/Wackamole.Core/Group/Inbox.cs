using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>
/// A member's part of the order: fragments in their places, put together to messages. What
/// arrives too early waits, bounded; what is missing is asked for again.
/// </summary>
public sealed class Inbox
{
    private const int MostWaiting = 1024;

    private readonly SortedDictionary<ulong, Fragment> _waiting = [];
    private readonly Dictionary<(MemberId Sender, byte Lane), Assembly> _assemblies = [];

    /// <summary>The last place that was delivered.</summary>
    public ulong Delivered { get; private set; }

    /// <summary>The highest place that is known to exist.</summary>
    public ulong Known { get; private set; }

    public bool HasGap => Known > Delivered;

    public void Clear()
    {
        _waiting.Clear();
        _assemblies.Clear();
        Delivered = Known = 0;
    }

    public void NoteKnown(ulong sequence) => Known = Math.Max(Known, sequence);

    public void Add(ulong sequence, Fragment fragment)
    {
        NoteKnown(sequence);
        if (sequence == Delivered + 1 || (sequence > Delivered && _waiting.Count < MostWaiting))
        {
            _waiting[sequence] = fragment;
        }
    }

    /// <summary>
    /// The next fragment in order, or null; with its message where it is the last part.
    /// </summary>
    public (Fragment Fragment, byte[]? Message)? Next()
    {
        if (!_waiting.Remove(Delivered + 1, out var fragment))
        {
            return null;
        }

        Delivered++;
        var key = (fragment.Sender, fragment.Header.Lane);
        if (!_assemblies.TryGetValue(key, out var assembly)
            || assembly.Number != fragment.Header.MessageNumber)
        {
            _assemblies[key] = assembly = new Assembly(fragment.Header.MessageNumber);
        }

        assembly.Parts.Add(fragment.Data);
        if (fragment.Header.Index + 1 != fragment.Header.Count)
        {
            return (fragment, null);
        }

        _assemblies.Remove(key);
        return (fragment, assembly.Parts.Count == 1 ? fragment.Data : Join(assembly.Parts));
    }

    private static byte[] Join(List<byte[]> parts)
    {
        var message = new byte[parts.Sum(part => part.Length)];
        var written = 0;
        foreach (var part in parts)
        {
            part.CopyTo(message, written);
            written += part.Length;
        }

        return message;
    }

    private sealed class Assembly(ulong number)
    {
        public ulong Number { get; } = number;

        public List<byte[]> Parts { get; } = [];
    }
}
