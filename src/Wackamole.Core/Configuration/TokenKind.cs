namespace Wackamole.Core.Configuration;

internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    OpenBrace,

    CloseBrace,

    /// <summary>«=», standing alone or where one is due.</summary>
    Equals,

    /// <summary>A run without blank, «#», «{», «}».</summary>
    Word,

    /// <summary>Text in quotes; the quotes are not part of its Text.</summary>
    Quoted,

    /// <summary>A quote that is never closed; its Text goes to the end of the line.</summary>
    Unclosed,
}
