using System.Text.RegularExpressions;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed partial class NoPlaceOfThisMachine : TextRule
{
    public override string Why => "the project builds on any machine: it names no folder of one";

    // Put together, so that this file does not find itself.
    public override Planted[] Examples =>
    [
        Planted.Bad("docs/A.md", "see /wo" + "rk/main"),
        Planted.Bad("src/A.cs", "var file = \"/home/" + "anna/key\";"),
        Planted.Bad("Makefile", "cp /fa" + "rm/x ."),
        Planted.Good("docs/A.md", "see src/work/main and /etc/wackamole.conf"),
    ];

    protected override string? Fault(TextFile file, string line) =>
        Places().Match(line) is { Success: true } place ? place.Value : null;

    [GeneratedRegex(@"(?<![\w.\-/])/(work|farm|home/\w+|Users/\w+)/|(?<!\w)\.librar[y]\b")]
    private static partial Regex Places();
}
