namespace Wackamole.Tests.Tidy;

/// <summary>The text files that rules look at: those of the repository, or planted ones.</summary>
internal sealed class RepositoryTree(IEnumerable<TextFile> files)
{
    private static readonly string[] Skipped =
        ["bin", "obj", "out", ".git", ".vs", ".idea", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly Lazy<RepositoryTree> Lazy = new(() => new(Read(Top())));

    public static RepositoryTree Ours => Lazy.Value;

    public TextFile[] Files { get; } =
        [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];

    public IEnumerable<SourceFile> Sources => Files.OfType<SourceFile>();

    public TextFile? Find(string path) =>
        Array.Find(Files, file => string.Equals(file.Path, path, StringComparison.Ordinal));

    public bool HasFolder(string folder) => Files.Any(file => file.IsUnder(folder));

    private static string Top()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wackamole.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }

    private static IEnumerable<TextFile> Read(string top)
    {
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(top)]);
        while (folders.TryPop(out var folder))
        {
            foreach (var inner in folder.EnumerateDirectories())
            {
                if (!Skipped.Contains(inner.Name, StringComparer.Ordinal))
                {
                    folders.Push(inner);
                }
            }

            foreach (var file in folder.EnumerateFiles())
            {
                if (ReadText(file) is { } text)
                {
                    var path = Path.GetRelativePath(top, file.FullName).Replace('\\', '/');
                    yield return TextFile.Of(path, text);
                }
            }
        }
    }

    /// <summary>
    /// The text, or null for what is not text: pictures, programs, «.git» of a worktree.
    /// </summary>
    private static string? ReadText(FileInfo file)
    {
        if (file.Name is ".git" || file.LinkTarget is not null)
        {
            return null;
        }

        var bytes = File.ReadAllBytes(file.FullName);
        return bytes.Contains((byte)0) ? null : System.Text.Encoding.UTF8.GetString(bytes);
    }
}
