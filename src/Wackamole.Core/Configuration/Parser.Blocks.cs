using System.Collections.Immutable;

namespace Wackamole.Core.Configuration;

internal sealed partial class Parser
{
    private void ParseItemOrBlock(DirectiveInfo info, Token name)
    {
        SkipEquals(info);
        if (_lexer.Peek().Kind == TokenKind.OpenBrace)
        {
            ParseBlock(info, name);
        }
        else if (TakeWord(info, name) is { } word)
        {
            var items = ImmutableArray.Create(new Item(word));
            Add(info, name, info.Directive == Directive.Notify ? TakeOptions(items) : items);
        }
    }

    /// <summary>«throttle N» and «ping» after a notify entry that stands without braces.</summary>
    private ImmutableArray<Item> TakeOptions(ImmutableArray<Item> items)
    {
        for (var next = _lexer.Peek(); next.Is("throttle") || next.Is("ping"); next = _lexer.Peek())
        {
            items = items.Add(new Item(Take()));
            if (next.Is("throttle") && _lexer.Peek() is { Kind: TokenKind.Word } number
                && OnSameLine(number))
            {
                items = items.Add(new Item(Take()));
            }
        }

        return items;
    }

    private void ParseBlock(DirectiveInfo info, Token name)
    {
        if (TakeOpenBrace(info, name) is not { } open)
        {
            return;
        }

        var items = ImmutableArray.CreateBuilder<Item>();
        var whole = true;
        while (whole && MoreInBlock(info, open, ref whole))
        {
            var token = Take();
            if (token.Kind == TokenKind.OpenBrace)
            {
                items.Add(new Item(token, TakeGroup(info, token, ref whole)));
            }
            else if (token.Kind == TokenKind.Equals)
            {
                Unexpected(token, $"the items of `{info.Name}` stand without it");
            }
            else
            {
                items.Add(new Item(token));
            }
        }

        if (items.Count == 0 && whole)
        {
            SayEmpty(info, open);
        }

        Add(info, name, items.ToImmutable());
    }

    private ImmutableArray<Token> TakeGroup(DirectiveInfo info, Token open, ref bool whole)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        while (MoreInBlock(info, open, ref whole))
        {
            var token = Take();
            if (token.Kind == TokenKind.OpenBrace)
            {
                Unexpected(token, "a group cannot hold another");
                SkipToCloseBrace();
            }
            else if (token.Kind == TokenKind.Equals)
            {
                Unexpected(token, $"the items of `{info.Name}` stand without it");
            }
            else
            {
                tokens.Add(token);
            }
        }

        if (tokens.Count == 0 && whole)
        {
            SayEmpty(info, open);
        }

        if (source.LineOf(_last.Start) > source.LineOf(open.Start))
        {
            _longGroup = open;
        }

        return tokens.ToImmutable();
    }

    private void ParseBalance(DirectiveInfo info, Token name)
    {
        if (TakeOpenBrace(info, name) is not { } open)
        {
            return;
        }

        var whole = true;
        var empty = true;
        while (MoreInBlock(info, open, ref whole))
        {
            empty = false;
            var token = Take(LexerMode.Statement);
            var inner = token.Kind == TokenKind.Word ? DirectiveTable.Find(token.Text) : null;
            if (inner is { Form: DirectiveForm.BalanceAssignment })
            {
                ParseAssignment(inner, token);
            }
            else
            {
                SayNotInBalance(token);
            }
        }

        if (empty && whole)
        {
            SayEmpty(info, open);
        }
    }

    private void SayNotInBalance(Token token)
    {
        var known = token.Kind == TokenKind.Word && DirectiveTable.Find(token.Text) is not null;
        diagnostics.Error(
            known ? DiagnosticKind.MisplacedDirective : DiagnosticKind.UnknownDirective, token,
            $"a Balance block holds no {token.Shown}",
            "It holds `AcquisitionsPerRound = NUMBER` or `= all`, and `Interval = TIME`.");
        if (_lexer.Peek(LexerMode.Equals).Kind == TokenKind.Equals)
        {
            Take(LexerMode.Equals);
            if (_lexer.Peek().Kind is TokenKind.Word or TokenKind.Quoted
                && !AtStatement(LexerMode.Value))
            {
                Take();
            }
        }
        else if (token.Kind == TokenKind.OpenBrace)
        {
            SkipToCloseBrace();
        }
    }

    private Token? TakeOpenBrace(DirectiveInfo info, Token name)
    {
        SkipEquals(info);
        if (_lexer.Peek().Kind == TokenKind.OpenBrace)
        {
            return Take();
        }

        diagnostics.Error(DiagnosticKind.MissingBlock, name,
            $"`{info.Name}` needs a block", $"Write `{info.Name} {{ … }}`.");
        SkipStatement(name);
        return null;
    }

    /// <summary>
    /// Whether the block goes on; takes its closing brace. Where the text ends or the next
    /// statement begins instead, that is said, and the block counts as ended.
    /// </summary>
    private bool MoreInBlock(DirectiveInfo info, Token open, ref bool whole)
    {
        var next = _lexer.Peek();
        if (next.Kind == TokenKind.CloseBrace)
        {
            Take();
            return false;
        }

        var atStatement = AtStatement(LexerMode.Statement) && !InBalance(info, next);
        if (!whole || diagnostics.IsFull || next.Kind != TokenKind.End && !atStatement)
        {
            return whole && !diagnostics.IsFull;
        }

        whole = false;
        diagnostics.Error(DiagnosticKind.UnterminatedBlock, open,
            $"the block of `{info.Name}` that opens here is not closed",
            _longGroup is { } group && group.Start > open.Start
                ? $"Does the group at {source.Describe(group.Start)} lack its own `}}`?"
                : next.Kind == TokenKind.End
                ? "Write `}` at its end."
                : $"{_lexer.Peek(LexerMode.Statement).Shown} at {source.Describe(next.Start)} " +
                    "begins the next statement: write `}` before it.");
        return false;
    }

    /// <summary>
    /// Whether a directive inside Balance stands there on purpose, or was put there by mistake:
    /// only one that begins a line shows that the block was not closed.
    /// </summary>
    private bool InBalance(DirectiveInfo block, Token next) =>
        block.Form == DirectiveForm.BalanceBlock
        && (OnSameLine(next) || DirectiveTable.Find(_lexer.Peek(LexerMode.Statement).Text)?.Form
            == DirectiveForm.BalanceAssignment);

    private void SayEmpty(DirectiveInfo info, Token open) => diagnostics.Error(
        DiagnosticKind.EmptyBlock, open, $"this block of `{info.Name}` is empty",
        "Put something into it, or leave it out.");
}
