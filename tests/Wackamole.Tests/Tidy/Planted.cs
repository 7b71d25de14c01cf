namespace Wackamole.Tests.Tidy;

/// <summary>
/// A small tree that proves what a rule finds, and what it leaves alone: a rule that cannot fail
/// is a defect.
/// </summary>
/// <param name="Violations">How many violations the rule must find in it.</param>
internal sealed record Planted(int Violations, params TextFile[] Files)
{
    public static Planted Bad(string path, string text) => new(1, TextFile.Of(path, text));

    public static Planted Good(string path, string text) => new(0, TextFile.Of(path, text));

    public static Planted Bad(params (string Path, string Text)[] files) => new(1, FilesOf(files));

    public static Planted Good(params (string Path, string Text)[] files) => new(0, FilesOf(files));

    private static TextFile[] FilesOf((string Path, string Text)[] files) =>
        [.. files.Select(file => TextFile.Of(file.Path, file.Text))];
}
