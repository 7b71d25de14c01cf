using System.Collections.Immutable;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Reads statements. After a fault it goes on with the next line, or with the next directive on
/// the same one, so that one run reports every fault of a file.
/// </summary>
internal sealed partial class Parser(SourceText source, DiagnosticBag diagnostics)
{
    private readonly Lexer _lexer = new(source, diagnostics);
    private readonly ImmutableArray<Statement>.Builder _statements =
        ImmutableArray.CreateBuilder<Statement>();

    private Token _last;

    /// <summary>The last group that went over several lines: it may have lost its brace.</summary>
    private Token? _longGroup;

    /// <summary>
    /// Directives that stand in the text, or were probably meant, good or faulty.
    /// </summary>
    public HashSet<Directive> Attempted { get; } = [];

    public ImmutableArray<Statement> ParseAll()
    {
        while (_lexer.Peek().Kind != TokenKind.End && !diagnostics.IsFull)
        {
            ParseStatement();
        }

        return _statements.ToImmutable();
    }

    private void ParseStatement()
    {
        var token = Take(LexerMode.Statement);
        if (token.Kind == TokenKind.CloseBrace)
        {
            Unexpected(token, "it closes no block");
            return;
        }

        if (token.Kind != TokenKind.Word)
        {
            Unexpected(token, "a directive is due");
            if (token.Kind == TokenKind.OpenBrace)
            {
                SkipToCloseBrace();
            }

            SkipStatement(token);
            return;
        }

        if (DirectiveTable.Find(token.Text) is { } info)
        {
            Attempted.Add(info.Directive);
            ParseDirective(info, token);
            RefuseTrailing(info);
        }
        else
        {
            SayUnknown(token);
            SkipStatement(token);
        }
    }

    private void ParseDirective(DirectiveInfo info, Token name)
    {
        switch (info.Form)
        {
            case DirectiveForm.Assignment:
                ParseAssignment(info, name);
                break;
            case DirectiveForm.BalanceAssignment:
                diagnostics.Error(DiagnosticKind.MisplacedDirective, name,
                    $"`{info.Name}` belongs into a Balance block",
                    $"Write `Balance {{ {info.Name} = … }}`.");
                SkipStatement(name);
                break;
            case DirectiveForm.BalanceBlock:
                ParseBalance(info, name);
                break;
            case DirectiveForm.Block:
                ParseBlock(info, name);
                break;
            case DirectiveForm.ItemOrBlock:
                ParseItemOrBlock(info, name);
                break;
            case DirectiveForm.Word:
                ParseWord(info, name);
                break;
            default:
                ParseHook(info, name);
                break;
        }
    }

    private void ParseAssignment(DirectiveInfo info, Token name)
    {
        var equals = _lexer.Peek(LexerMode.Equals);
        if (equals.Kind != TokenKind.Equals)
        {
            var sameLine = OnSameLine(equals) && equals.Kind is TokenKind.Word or TokenKind.Quoted;
            diagnostics.Error(DiagnosticKind.MissingEquals, name,
                $"`{info.Name}` needs `=` and a value",
                sameLine ? $"Write `{info.Name} = {Quote(equals)}`." : null);
            SkipStatement(name);
            return;
        }

        Take(LexerMode.Equals);
        var value = _lexer.Peek();
        var isValue = value.Kind is TokenKind.Word or TokenKind.Quoted or TokenKind.Unclosed;
        if (!isValue || AtStatement(LexerMode.Value))
        {
            diagnostics.Error(DiagnosticKind.MissingValue, equals with { Length = 1 },
                $"`{info.Name}` has no value",
                "Write a value behind the `=`, or leave the line out.");
            if (value.Kind is TokenKind.OpenBrace or TokenKind.Equals && OnSameLine(value))
            {
                SkipStatement(equals);
            }

            return;
        }

        Add(info, name, [new Item(Take())]);
    }

    private void ParseWord(DirectiveInfo info, Token name)
    {
        if (TakeWord(info, name) is { } word)
        {
            Add(info, name, [new Item(word)]);
        }
    }

    /// <summary>The word or quoted text that a directive needs, or null after saying so.</summary>
    private Token? TakeWord(DirectiveInfo info, Token name)
    {
        SkipEquals(info);
        var word = _lexer.Peek();
        if (word.Kind is TokenKind.Word or TokenKind.Quoted or TokenKind.Unclosed
            && !AtStatement(LexerMode.Value))
        {
            return Take();
        }

        diagnostics.Error(DiagnosticKind.MissingValue, name, $"`{info.Name}` names nothing",
                "Write a value in braces, or leave it out.");
        return null;
    }

    private void ParseHook(DirectiveInfo info, Token name)
    {
        SkipEquals(info);
        if (TakeEvent() is not null)
        {
            diagnostics.Error(
                DiagnosticKind.MissingValue, name, $"`{info.Name}` names nothing to run",
                "Write a program in quotes, then `On Up`, `On Down`, `Post Up` or `Post Down`.");
            return;
        }

        if (TakeWord(info, name) is not { } word)
        {
            return;
        }

        if (TakeEvent() is { } when)
        {
            Add(info, name, [new Item(word), new Item(when)]);
            return;
        }

        var next = _lexer.Peek();
        diagnostics.Error(DiagnosticKind.EventUnknown,
            OnSameLine(next) && next.Kind == TokenKind.Word ? next : word,
            $"`{info.Name}` needs an event after what it runs",
            "The events are `On Up`, `On Down`, `Post Up` and `Post Down`.");
        SkipStatement(word);
    }

    /// <summary>The two words of an event as one token in lower case, or null.</summary>
    private Token? TakeEvent()
    {
        var first = _lexer.Peek();
        var second = _lexer.PeekSecond(LexerMode.Value, LexerMode.Value);
        if (!first.Is("on") && !first.Is("post") || !second.Is("up") && !second.Is("down"))
        {
            return null;
        }

        Take();
        Take();
        return new Token(TokenKind.Word, first.Start, second.End - first.Start,
            $"{first.Text} {second.Text}".ToLowerInvariant());
    }

    private void Add(DirectiveInfo info, Token name, ImmutableArray<Item> items) =>
        _statements.Add(new Statement(info, name, items));

    private Token Take(LexerMode mode = LexerMode.Value) => _last = _lexer.Take(mode);
}
