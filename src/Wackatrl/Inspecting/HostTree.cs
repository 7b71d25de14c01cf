using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>
/// The host's files below a root, which is «/» but in tests. Nothing is thrown: a file that
/// cannot be read is a reading that says why.
/// </summary>
internal sealed class HostTree(string root)
{
    /// <summary>Files of the kernel and of services are small; more is none of theirs.</summary>
    private const int MostBytes = 1024 * 1024;

    public string PathOf(string path) => root == "/" ? path : root + path;

    public bool HasFolder(string path) => Directory.Exists(PathOf(path));

    public Reading<string> Text(string path) => Guard(path, () =>
    {
        using var file = File.OpenRead(PathOf(path));
        var bytes = new byte[4096];
        var filled = 0;
        while (filled < MostBytes)
        {
            if (filled == bytes.Length)
            {
                Array.Resize(ref bytes, bytes.Length * 2);
            }

            var read = file.Read(bytes, filled, bytes.Length - filled);
            if (read == 0)
            {
                return Reading<string>.Of(Encoding.UTF8.GetString(bytes, 0, filled));
            }

            filled += read;
        }

        return Reading<string>.Failed($"{path} is longer than it can be");
    });

    /// <summary>The first line, without blanks around it.</summary>
    public Reading<string> Line(string path) => Text(path).Then(text =>
        Reading<string>.Of(text.Split('\n', 2)[0].Trim()));

    public Reading<long> Number(string path) => Line(path).Then(line =>
        long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number)
            ? Reading<long>.Of(number)
            : Reading<long>.Failed($"{path} holds no number («{Shorten(line)}»)"));

    /// <summary>The names of what is in a folder, in order.</summary>
    public Reading<ImmutableArray<string>> Names(string folder) => Guard(folder, () =>
        Reading<ImmutableArray<string>>.Of([.. new DirectoryInfo(PathOf(folder))
            .EnumerateFileSystemInfos().Select(one => one.Name).Order(StringComparer.Ordinal)]));

    /// <summary>What a symbolic link says.</summary>
    public Reading<string> Link(string path) => Guard(path, () =>
        new FileInfo(PathOf(path)).LinkTarget is { } target
            ? Reading<string>.Of(target) : Reading<string>.Absent(path));

    /// <summary>The folders' files of that ending: the first folder that has a name wins.</summary>
    public ImmutableArray<string> Files(IEnumerable<string> folders, string ending) =>
        [.. folders.SelectMany(folder => Names(folder) is { IsKnown: true, Value: var names }
                ? names.Select(name => (Folder: folder, Name: name)) : [])
            .Where(it => it.Name.EndsWith(ending, StringComparison.Ordinal))
            .DistinctBy(it => it.Name, StringComparer.Ordinal)
            .OrderBy(it => it.Name, StringComparer.Ordinal)
            .Select(it => $"{it.Folder}/{it.Name}")];

    /// <summary>Does it, and answers with the reason where the system refuses.</summary>
    public static Reading<T> Guard<T>(string path, Func<Reading<T>> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is FileNotFoundException
            or DirectoryNotFoundException)
        {
            return Reading<T>.Absent(path);
        }
        catch (UnauthorizedAccessException)
        {
            return Reading<T>.Denied(path);
        }
        catch (Exception fault) when (fault is IOException or NotSupportedException
            or ArgumentException)
        {
            return Reading<T>.Failed($"{path} cannot be read ({fault.Message})");
        }
    }

    private static string Shorten(string text) => text[..Math.Min(text.Length, 40)];
}
