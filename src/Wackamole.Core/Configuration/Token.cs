namespace Wackamole.Core.Configuration;

/// <summary>A piece of the text and where it stands.</summary>
/// <param name="Text">What it says; without the quotes for what is quoted.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, string Text)
{
    public int End => Start + Length;

    /// <summary>Whether a word is this one in any case.</summary>
    public bool Is(string word) => Kind == TokenKind.Word
        && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>For a sentence: as it stands, made short, or what it is.</summary>
    public string Shown => Kind switch
    {
        TokenKind.End => "the end of the file",
        TokenKind.OpenBrace => "`{`",
        TokenKind.CloseBrace => "`}`",
        TokenKind.Equals => "`=`",
        TokenKind.Quoted => $"`\"{Shorten(Text)}\"`",
        _ => $"`{Shorten(Text)}`",
    };

    /// <summary>Printable, on one line and not long: a file may hold anything.</summary>
    public static string Shorten(string text)
    {
        const int Most = 60;
        var line = text.AsSpan().IndexOf('\n');
        var length = Math.Min(Most, line < 0 ? text.Length : line);
        var shown = length < text.Length ? string.Concat(text.AsSpan(0, length), "…") : text;
        return string.Create(shown.Length, shown, static (target, from) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(from[i]) ? '\ufffd' : from[i];
            }
        });
    }
}
