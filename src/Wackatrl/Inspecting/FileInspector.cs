using System.Formats.Tar;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>Whose a file is, and who may do what with it.</summary>
internal static class FileInspector
{
    public static Reading<FileFacts> Of(HostTree tree, string path) =>
        HostTree.Guard(path, () => Reading<FileFacts>.Of(new FileFacts(
            path, File.GetUnixFileMode(tree.PathOf(path)), Owner(tree.PathOf(path)))));

    public static Reading<long> Room(HostTree tree, string path) => HostTree.Guard(path, () =>
        Reading<long>.Of(new DriveInfo(tree.PathOf(path)).AvailableFreeSpace));

    // The library tells a file's owner only where it makes an archive of it; a few bytes here.
    private static Reading<long> Owner(string path) => HostTree.Guard(path, () =>
    {
        if (File.Exists(path) && new FileInfo(path).Length > Wackamole.Core.Values.Limits
            .KeyFileCharacters)
        {
            return Reading<long>.Failed($"{path} is longer than a key file can be");
        }

        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(path, "it");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry() is { } entry
            ? Reading<long>.Of(entry.Uid) : Reading<long>.Failed($"{path} has no owner");
    });
}
