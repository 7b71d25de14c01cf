namespace Wackamole.Core.Configuration;

internal sealed partial class Parser
{
    /// <summary>
    /// Whether the next token begins a statement. The original's directives are reserved
    /// words; ours count only where what follows them shows it, for elsewhere they may be names.
    /// </summary>
    private bool AtStatement(LexerMode mode)
    {
        var token = _lexer.Peek(mode);
        if (token.Kind != TokenKind.Word || DirectiveTable.Find(token.Text) is not { } info)
        {
            return false;
        }

        var second = _lexer.PeekSecond(mode, LexerMode.Equals);
        return info.Form switch
        {
            DirectiveForm.Assignment or DirectiveForm.BalanceAssignment =>
                second.Kind == TokenKind.Equals,
            DirectiveForm.Block or DirectiveForm.BalanceBlock =>
                second.Kind == TokenKind.OpenBrace,
            _ => info.IsOriginal || second.Kind == TokenKind.Quoted
                || second.Kind == TokenKind.Word && second.Text.StartsWith('/'),
        };
    }

    /// <summary>
    /// Skips what is left of a faulty statement: the rest of the line, and the whole of a block
    /// that opens on it or right after it.
    /// </summary>
    private void SkipStatement(Token last)
    {
        _last = last;
        while (_lexer.Peek() is { Kind: not (TokenKind.End or TokenKind.CloseBrace) } next
            && (OnSameLine(next) && !AtStatement(LexerMode.Statement)
                || next.Kind == TokenKind.OpenBrace))
        {
            if (Take(LexerMode.Statement).Kind == TokenKind.OpenBrace)
            {
                SkipToCloseBrace();
            }
        }
    }

    private void SkipToCloseBrace()
    {
        var depth = 1;
        while (depth > 0 && _lexer.Peek().Kind != TokenKind.End)
        {
            depth += Take().Kind switch
            {
                TokenKind.OpenBrace => 1,
                TokenKind.CloseBrace => -1,
                _ => 0,
            };
        }
    }

    /// <summary>Refuses what stands behind a statement on its line and begins no other.</summary>
    private void RefuseTrailing(DirectiveInfo info)
    {
        var next = _lexer.Peek(LexerMode.Statement);
        if (next.Kind is TokenKind.End or TokenKind.CloseBrace || !OnSameLine(next)
            || next.Kind == TokenKind.Word && LooksLikeDirective(next))
        {
            return;
        }

        var takesWord = info.Directive is Directive.Group or Directive.Control or Directive.Node
            or Directive.KeyFile or Directive.StateDirectory;
        Unexpected(next, $"`{info.Name}` ends before it",
            takesWord ? "A value with blanks in it must be quoted." : null);
        SkipStatement(next);
    }

    private bool LooksLikeDirective(Token next) =>
        DirectiveTable.Find(next.Text) is not null || _lexer.PeekSecond(
            LexerMode.Statement, LexerMode.Value).Kind is TokenKind.Equals or TokenKind.OpenBrace;

    /// <summary>Passes over «=» where a directive takes none, and says so.</summary>
    private void SkipEquals(DirectiveInfo info)
    {
        if (_lexer.Peek().Kind == TokenKind.Equals)
        {
            diagnostics.Error(DiagnosticKind.UnexpectedEquals, Take(),
                $"`{info.Name}` takes no `=`", "Leave the `=` out.");
        }
    }

    private bool OnSameLine(Token next) =>
        source.LineOf(next.Start) == source.LineOf(Math.Max(_last.Start, _last.End - 1));

    private void Unexpected(Token token, string why, string? remedy = null)
    {
        var opened = source.LineOf(_last.Start);
        var spansLines = _last.Kind == TokenKind.Quoted && source.LineOf(_last.End) > opened;
        diagnostics.Error(DiagnosticKind.UnexpectedToken, token,
            $"unexpected {token.Shown}: {why}",
            spansLines
                ? $"The quote that opens on line {opened + 1} ends right before it: " +
                    "was a quote forgotten?"
                : remedy);
    }

    private void SayUnknown(Token token)
    {
        var name = token.Text.Split('=')[0];
        var at = token with { Length = Math.Max(1, name.Length) };
        var nearest = DirectiveTable.Nearest(name);
        if (nearest is not null)
        {
            Attempted.Add(DirectiveTable.Find(nearest)!.Directive);
        }

        var isAddress = AddressText.Read(token.Text, interfaceRequired: false).Fault is null;
        diagnostics.Error(DiagnosticKind.UnknownDirective, at,
            $"there is no directive `{Token.Shorten(name)}`",
            nearest is not null ? $"Did you mean `{nearest}`?"
            : isAddress ? "Addresses stand inside `VirtualInterfaces { … }`, `Prefer` or `Notify`."
            : "All directives: wackamole.conf(5).");
    }

    private static string Quote(Token value) =>
        value.Kind == TokenKind.Quoted
            ? $"\"{Token.Shorten(value.Text)}\""
            : Token.Shorten(value.Text);
}
