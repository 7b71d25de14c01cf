namespace Wackamole.Tests.Tidy.Rules;

internal sealed class ColumnsAreLimited : TextRule
{
    private const int Columns = 100;

    private static readonly string[] Extensions =
        [".cs", ".sh", ".conf", ".in", ".8", ".5"];

    public override string Why => "two files side by side, and a review, show 100 columns";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", "// " + new string('a', Columns)),
        Planted.Bad("Makefile", new string('a', Columns + 1)),
        Planted.Good("src/A.cs", new string('«', Columns)),
        Planted.Good("docs/A.md", "| " + new string('a', Columns)),
    ];

    protected override bool Concerns(TextFile file) =>
        file.Name is "Makefile" || Extensions.Contains(file.Extension, StringComparer.Ordinal);

    protected override string? Fault(TextFile file, string line)
    {
        var columns = line.EnumerateRunes().Count();
        return columns > Columns ? $"{columns} columns" : null;
    }
}
