using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Understands «Run», «RunDynamic», and the original's «ModuleDir», «PerlUse», «PerlUseLib». What
/// RunDynamic names is a program where it begins with «/» and its first part has no colon; every
/// other form was Perl («A::b», «name») or a shared object («file:symbol») to the original.
/// </summary>
internal sealed class HookBinder(DiagnosticBag diagnostics)
{
    private readonly ValueReader _values = new(diagnostics);
    private readonly ImmutableArray<Hook>.Builder _all = ImmutableArray.CreateBuilder<Hook>();

    public ImmutableArray<Hook> All => _all.ToImmutable();

    public void Bind(Statement statement)
    {
        if (_values.Word(statement) is not { } text)
        {
            return;
        }

        var kind = statement.Directive == Directive.Run ? HookKind.Program : KindOf(text);
        var good = kind == HookKind.Program
            ? IsRunnable(statement.Value, text)
            : Accept(statement.Value, kind);
        if (good && _all.Count < Limits.Hooks)
        {
            _all.Add(new Hook(EventOf(statement.Items[1].Token), kind, text));
        }
        else if (good)
        {
            diagnostics.Error(DiagnosticKind.TooManyHooks, statement.Name,
                $"there are more than {Limits.Hooks} hooks",
                "Let one program do what several lines ask for.");
        }
    }

    /// <summary>Says that a statement of the original's other hooks has no effect.</summary>
    public void BindUnsupported(Statement statement)
    {
        if (_values.Word(statement) is null)
        {
            return;
        }

        diagnostics.Warning(DiagnosticKind.HookNotSupported, statement.Name,
            $"`{statement.Info.Name}` has no effect: hooks are programs here",
            "Leave it out, and run programs with `Run \"/path/to/program\" On Up`.");
    }

    public static HookKind KindOf(string text)
    {
        var end = text.AsSpan().IndexOfAny(" \t\r\n");
        var program = end < 0 ? text : text[..end];
        return program.StartsWith('/') && !program.Contains(':') ? HookKind.Program
            : text.Contains("::", StringComparison.Ordinal) || !text.Contains(':') ? HookKind.Perl
            : HookKind.SharedObject;
    }

    private bool Accept(Token token, HookKind kind)
    {
        var what = kind == HookKind.Perl ? "a Perl function" : "a function of a shared object";
        diagnostics.Warning(DiagnosticKind.HookNotSupported, token,
            $"{token.Shown} is {what} and is not run: hooks are programs here",
            "Write a program that does the same, and `Run \"/path/to/program\"` with the event.");
        return true;
    }

    private bool IsRunnable(Token token, string text)
    {
        if (CommandText.Split(text) is not { } command)
        {
            diagnostics.Error(DiagnosticKind.CommandQuoteOpen, token,
                "a quote inside this command is not closed",
                "Close it, or put it between quotes of the other kind.");
            return false;
        }

        if (command.Length > 0 && command[0].StartsWith('/'))
        {
            return true;
        }

        diagnostics.Error(DiagnosticKind.ProgramNotAbsolute, token,
            $"{token.Shown} is no path from the root",
            "Write the program with its whole path: no shell and no PATH is searched.");
        return false;
    }

    private static HookEvent EventOf(Token token) => token.Text switch
    {
        "on up" => HookEvent.OnUp,
        "on down" => HookEvent.OnDown,
        "post up" => HookEvent.PostUp,
        _ => HookEvent.PostDown,
    };
}
