using System.Buffers;
using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// One string for each node name that was read, so that reading a heartbeat of known members
/// allocates nothing. Only names from authenticated packets come here.
/// </summary>
public sealed class NameTable
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_"u8);

    // Powers of two; a name that shares its slot with another is found the longer way.
    private const int RecentNames = 256;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly string?[] _recent = new string?[RecentNames];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public NameTable() => _bySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _names.Count;

    /// <summary>
    /// Whether these bytes may name a node: 1 to 63 letters, digits, «.», «-», «_».
    /// </summary>
    public static bool IsName(ReadOnlySpan<byte> bytes) =>
        bytes.Length is > 0 and <= Limits.NodeNameBytes && !bytes.ContainsAnyExcept(NameBytes);

    /// <summary>The string of a name that IsName accepts.</summary>
    public string Intern(ReadOnlySpan<byte> name)
    {
        ref var recent = ref _recent[SlotOf(name)];
        if (recent is not null && Ascii.Equals(name, recent))
        {
            return recent;
        }

        Invariant.Require(IsName(name), "only node names are interned");
        return recent = Find(name);
    }

    // Names differ in their last characters most of all: «node17».
    private static int SlotOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        0 => 0,
        1 => name[0],
        _ => (name[^1] + 10 * name[^2] + 7 * name[0]) % RecentNames,
    };

    private string Find(ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[Limits.NodeNameBytes];
        Ascii.ToUtf16(name, characters, out var length);
        var key = (ReadOnlySpan<char>)characters[..length];
        if (_bySpan.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_names.Count >= Limits.InternedNames)
        {
            // Names of hosts that went long ago: the present ones are back after one round.
            _names.Clear();
            Array.Clear(_recent);
        }

        var added = key.ToString();
        _names.Add(added);
        return added;
    }
}
