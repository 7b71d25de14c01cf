using System.Collections.Immutable;
using System.Text;

namespace Spread.Client.Wire;

/// <summary>
/// A name in its field of 32 bytes, ended by a zero; what stands after that is nobody's. A daemon
/// checks no group names, so that any bytes can come: each becomes one character.
/// </summary>
internal static class NameField
{
    public const int Bytes = SpreadLimits.NameFieldBytes;

    /// <summary>False where the name does not end within the field.</summary>
    public static bool TryRead(ReadOnlySpan<byte> field, out string name)
    {
        var end = field[..Bytes].IndexOf((byte)0);
        name = Encoding.Latin1.GetString(field[..(end < 0 ? Bytes - 1 : end)]);
        return end >= 0;
    }

    /// <summary>Reads one name after the other; false where one does not end.</summary>
    public static bool TryReadAll(ReadOnlySpan<byte> fields, out ImmutableArray<string> names)
    {
        var read = ImmutableArray.CreateBuilder<string>(fields.Length / Bytes);
        var good = true;
        for (var start = 0; start < fields.Length; start += Bytes)
        {
            good &= TryRead(fields[start..], out var name);
            read.Add(name);
        }

        names = read.MoveToImmutable();
        return good;
    }

    /// <summary>Writes the name and zeros after it.</summary>
    public static void Write(Span<byte> field, string name)
    {
        field[..Bytes].Clear();
        Encoding.Latin1.GetBytes(name, field[..(Bytes - 1)]);
    }
}
