namespace Wackatrl.Rendering;

/// <summary>
/// Text of other hosts and of operators' programs, without what would steer a terminal.
/// </summary>
internal static class Printable
{
    public static string Text(string text) => text.AsSpan().ContainsAnyInRange('\0', '\x1f')
        || text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')
            ? string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter))
            : text;
}
