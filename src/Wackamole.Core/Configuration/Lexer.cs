using System.Buffers;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Cuts the text into tokens by the original's rules: the longest match wins, and of equally
/// long ones a quoted string before a bare word. What a word is (a directive, number, time,
/// address) is for the parser to say, which knows what is due.
/// </summary>
internal sealed class Lexer(SourceText source, DiagnosticBag diagnostics)
{
    /// <summary>What a file in an older encoding becomes where it is not UTF-8.</summary>
    private const char NotUtf8 = '\ufffd';

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n#{}");

    private readonly string _text = source.Text;

    private int _position;
    private (int Start, LexerMode Mode, Token Token) _lastRead = (-1, default, default);
    private bool _saidCommentIsNotText;
    private int _unclosedDouble = int.MaxValue;
    private int _unclosedSingle = int.MaxValue;

    /// <summary>The token that is next, which stays next.</summary>
    public Token Peek(LexerMode mode = LexerMode.Value)
    {
        SkipBlanksAndComments();
        return Read(_position, mode);
    }

    /// <summary>The token that is next, and says what is wrong with its characters.</summary>
    public Token Take(LexerMode mode = LexerMode.Value)
    {
        var token = Peek(mode);
        _position = token.End;
        CheckCharacters(token);
        return token;
    }

    /// <summary>The token after the one that is next.</summary>
    public Token PeekSecond(LexerMode first, LexerMode second)
    {
        var before = _position;
        _position = Peek(first).End;
        var token = Peek(second);
        _position = before;
        return token;
    }

    /// <summary>What begins at a place; the last answer is kept, for most is asked twice.</summary>
    private Token Read(int start, LexerMode mode)
    {
        if (_lastRead.Start != start || _lastRead.Mode != mode)
        {
            _lastRead = (start, mode, ReadAnew(start, mode));
        }

        return _lastRead.Token;
    }

    private Token ReadAnew(int start, LexerMode mode)
    {
        if (start >= _text.Length)
        {
            return new Token(TokenKind.End, _text.Length, 0, string.Empty);
        }

        return _text[start] switch
        {
            '{' => new Token(TokenKind.OpenBrace, start, 1, "{"),
            '}' => new Token(TokenKind.CloseBrace, start, 1, "}"),
            '"' or '\'' => ReadQuote(start),
            _ => ReadWord(start, mode),
        };
    }

    private Token ReadQuote(int start)
    {
        var wordEnd = WordEnd(start);
        var close = NextQuote(start);
        if (close < 0)
        {
            var end = LineEnd(start);
            return new Token(TokenKind.Unclosed, start, end - start, _text[(start + 1)..end]);
        }

        return close + 1 >= wordEnd
            ? new Token(TokenKind.Quoted, start, close + 1 - start, _text[(start + 1)..close])
            : Word(start, wordEnd);
    }

    private Token ReadWord(int start, LexerMode mode)
    {
        var end = WordEnd(start);
        var equals = _text.AsSpan(start, end - start).IndexOf('=');
        if (equals == 0 && (mode == LexerMode.Equals || end == start + 1))
        {
            return new Token(TokenKind.Equals, start, 1, "=");
        }

        return mode == LexerMode.Statement && equals > 0
            && DirectiveTable.IsAssigned(_text.AsSpan(start, equals))
            ? Word(start, start + equals)
            : Word(start, end);
    }

    private Token Word(int start, int end) =>
        new(TokenKind.Word, start, end - start, _text[start..end]);

    private int WordEnd(int start)
    {
        var length = _text.AsSpan(start).IndexOfAny(WordEnds);
        return length < 0 ? _text.Length : start + length;
    }

    private int LineEnd(int start)
    {
        var end = _text.IndexOf('\n', start);
        end = end < 0 ? _text.Length : end;
        return end > start + 1 && _text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>
    /// Where the quote at a place is closed, or -1. That none follows is remembered: a hostile
    /// file would have the rest searched again for each.
    /// </summary>
    private int NextQuote(int start)
    {
        ref var unclosed = ref _text[start] == '"' ? ref _unclosedDouble : ref _unclosedSingle;
        var close = start >= unclosed ? -1 : _text.IndexOf(_text[start], start + 1);
        unclosed = close < 0 ? Math.Min(start, unclosed) : unclosed;
        return close;
    }

    private void SkipBlanksAndComments()
    {
        while (_position < _text.Length)
        {
            if (_text[_position] is ' ' or '\t' or '\r' or '\n')
            {
                _position++;
            }
            else if (_text[_position] == '#')
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var end = _text.IndexOf('\n', _position);
        end = end < 0 ? _text.Length : end;
        var odd = _saidCommentIsNotText ? -1 : _text.IndexOf(NotUtf8, _position, end - _position);
        if (odd >= 0)
        {
            _saidCommentIsNotText = true;
            diagnostics.Add(DiagnosticKind.NotText, DiagnosticSeverity.Note, odd, 1,
                "this comment is not UTF-8 text", "It does no harm here; elsewhere it would.");
        }

        _position = end;
    }

    private void CheckCharacters(Token token)
    {
        if (token.Kind == TokenKind.Unclosed)
        {
            diagnostics.Error(DiagnosticKind.UnterminatedQuote, token with { Length = 1 },
                $"the quote {_text[token.Start]} that opens here is never closed",
                "Close it, on the same line if you can.");
        }

        if (token.Kind is not (TokenKind.Word or TokenKind.Quoted or TokenKind.Unclosed))
        {
            return;
        }

        for (var i = token.Start; i < token.End; i++)
        {
            var odd = _text[i];
            if (odd == NotUtf8 || char.IsSurrogate(odd) && !IsPair(i)
                || char.IsControl(odd) && odd is not ('\t' or '\r' or '\n'))
            {
                SayNotText(i, odd);
                return;
            }
        }
    }

    private bool IsPair(int index) =>
        index + 1 < _text.Length && char.IsSurrogatePair(_text[index], _text[index + 1])
        || index > 0 && char.IsSurrogatePair(_text[index - 1], _text[index]);

    private void SayNotText(int offset, char odd) => diagnostics.Add(
        DiagnosticKind.NotText, DiagnosticSeverity.Error, offset, 1,
        odd == NotUtf8 || char.IsSurrogate(odd)
            ? "this is not UTF-8 text"
            : $"the control character U+{(int)odd:X4} stands here",
        "Write the file as UTF-8 text.");
}
