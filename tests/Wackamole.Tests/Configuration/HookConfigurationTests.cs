using Wackamole.Core;
using Wackamole.Core.Configuration;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

public sealed class HookConfigurationTests
{
    [Theory]
    [InlineData("On Up", HookEvent.OnUp)]
    [InlineData("on  down", HookEvent.OnDown)]
    [InlineData("POST\tUP", HookEvent.PostUp)]
    [InlineData("post\nDown#", HookEvent.PostDown)]
    public void Event_has_two_words(string text, HookEvent when) => Assert.Equal(
        [new Hook(when, HookKind.Program, "/bin/true")],
        Completed($"Run /bin/true {text}").Hooks.Items);

    [Theory]
    [InlineData("A::b", HookKind.Perl)]
    [InlineData("up", HookKind.Perl)]
    [InlineData("on", HookKind.Perl)]
    [InlineData("hooks:up", HookKind.SharedObject)]
    [InlineData("hooks.so:up", HookKind.SharedObject)]
    [InlineData("/opt/hooks.so:up", HookKind.SharedObject)]
    [InlineData("/opt/hooks::up", HookKind.Perl)]
    [InlineData("/opt/hook", HookKind.Program)]
    [InlineData("\"/opt/hook --to=a:b c::d\"", HookKind.Program)]
    public void RunDynamic_runs_programs_and_knows_the_original_s_hooks(
        string word, HookKind kind) =>
        Assert.Equal(kind, Assert.Single(Completed($"RunDynamic {word} On Up").Hooks.Items).Kind);

    [Theory]
    [InlineData("PerlUse Wack::Hooks")]
    [InlineData("PerlUseLib '/opt/lib'")]
    [InlineData("ModuleDir = /opt/modules")]
    [InlineData("RunDynamic A::b On Up")]
    [InlineData("RunDynamic a:b On Up")]
    public void Hooks_of_the_original_are_accepted_with_a_warning(string text) =>
        Assert.Contains(DiagnosticKind.HookNotSupported, KindsOfCompleted(text));

    [Theory]
    [InlineData("/bin/hook", new[] { "/bin/hook" })]
    [InlineData("/bin/hook a  b\tc ", new[] { "/bin/hook", "a", "b", "c" })]
    [InlineData("/bin/hook 'a b' c'd e'", new[] { "/bin/hook", "a b", "cd e" })]
    [InlineData("/bin/hook ''", new[] { "/bin/hook", "" })]
    public void Command_is_cut_at_blanks_outside_of_quotes(string text, string[] command) =>
        Assert.Equal(command, new Hook(HookEvent.OnUp, HookKind.Program, text).Command);
}
