namespace Wackamole.Tests.Tidy;

/// <summary>A file of the repository.</summary>
/// <param name="path">From the repository's top, with «/» between folders.</param>
internal class TextFile(string path, string text)
{
    public string Path { get; } = path;

    public string Text { get; } = text;

    public string[] Lines { get; } = text.Split('\n');

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folder, without a closing «/»; empty for the top.</summary>
    public string Folder => Path.Contains('/') ? Path[..Path.LastIndexOf('/')] : string.Empty;

    public string Extension => System.IO.Path.GetExtension(Path);

    public bool IsUnder(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Path.StartsWith(folder + "/", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public static TextFile Of(string path, string text) =>
        path.EndsWith(".cs", StringComparison.Ordinal)
            ? new SourceFile(path, text)
            : new TextFile(path, text);
}
