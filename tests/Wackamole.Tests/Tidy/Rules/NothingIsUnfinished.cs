using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed partial class NothingIsUnfinished : Rule
{
    // Put together, so that this file does not find itself.
    private const string Sample = "// TO" + "DO: later";

    public override string Why =>
        "what is delivered is finished; what is not is an issue, not a note in the code";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", Sample),
        Planted.Bad("src/A.cs", "/* ugly, but good enough for" + " now */"),
        Planted.Bad("src/A.cs", "class A { int B() => throw new NotImplementedException(); }"),
        Planted.Bad("Makefile", "# FIX" + "ME"),
        Planted.Good("src/A.cs", "// What is owed until now is paid.\nvar todo = 1;"),
    ];

    public override IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var inText = tree.Files.Where(file => file is not SourceFile).SelectMany(LinesOf);
        return inText.Concat(tree.Sources.SelectMany(InCode));
    }

    private static IEnumerable<Violation> LinesOf(TextFile file) => file.Lines
        .Select((line, index) => (Word: Words().Match(line), Line: index + 1))
        .Where(found => found.Word.Success)
        .Select(found => new Violation(file.Path, found.Line, found.Word.Value));

    private static IEnumerable<Violation> InCode(SourceFile file)
    {
        foreach (var comment in file.Comments)
        {
            if (Words().Match(comment.ToFullString()) is { Success: true } word)
            {
                yield return file.At(comment, word.Value);
            }
        }

        foreach (var name in file.All<IdentifierNameSyntax>())
        {
            if (name.Identifier.Text is "NotImplementedException")
            {
                yield return file.At(name, "NotImplementedException");
            }
        }
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\b[Ff]or\snow\b")]
    private static partial Regex Words();
}
