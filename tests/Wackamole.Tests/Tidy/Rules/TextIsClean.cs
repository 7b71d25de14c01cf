namespace Wackamole.Tests.Tidy.Rules;

internal sealed class TextIsClean : Rule
{
    public override string Why => "differences show what was changed, and nothing else";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", "class A; \n"),
        Planted.Bad("src/A.cs", "\tclass A;\n"),
        Planted.Bad("docs/A.md", "text\r\n"),
        Planted.Bad("docs/A.md", "text"),
        Planted.Good("src/A.cs", "class A;\n"),
        Planted.Good("Makefile", "a:\n\tb\n"),
        Planted.Good("tests/Transcripts/a.txt", "what a tab\tgives\n"),
        Planted.Good("src/A.txt", string.Empty),
    ];

    public override IEnumerable<Violation> Check(RepositoryTree tree) =>
        tree.Files.SelectMany(file => Lines(file).Concat(End(file)));

    private static IEnumerable<Violation> Lines(TextFile file) => file.Lines
        .Select((line, index) => (Fault: Fault(file, line), Line: index + 1))
        .Where(found => found.Fault is not null)
        .Select(found => new Violation(file.Path, found.Line, found.Fault!));

    private static IEnumerable<Violation> End(TextFile file) =>
        file.Text.Length > 0 && !file.Text.EndsWith('\n')
            ? [new Violation(file.Path, file.Lines.Length, "the last line does not end")]
            : [];

    private static string? Fault(TextFile file, string line)
    {
        if (line.EndsWith('\r'))
        {
            return "a carriage return";
        }

        if (line.EndsWith(' ') || line.EndsWith('\t'))
        {
            return "space at the end of the line";
        }

        return file.Name is not "Makefile" && file.Extension is not ".txt" && line.Contains('\t')
            ? "a tab" : null;
    }
}
