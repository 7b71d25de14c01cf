namespace Wackamole.Tests.Tidy.Rules;

internal sealed class FilesAreShort : SourceRule
{
    private const int MostLines = 400;

    public override string Why =>
        "a file is read whole before it is changed: split it by phase or by concept";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", new string('\n', MostLines + 1)),
        Planted.Good("src/A.cs", new string('\n', MostLines)),
    ];

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        var lines = file.Text.Count(character => character == '\n');
        return lines > MostLines ? [new Violation(file.Path, 0, $"{lines} lines")] : [];
    }
}
