using Wackatrl.Diagnosis.Facts;
using Wackatrl.Linux;

namespace Wackatrl.Inspecting;

/// <summary>Whose a file is, and who may do what with it.</summary>
internal static class FileInspector
{
    public static Reading<FileFacts> Of(HostTree tree, string path) =>
        HostTree.Guard(path, () => Reading<FileFacts>.Of(new FileFacts(
            path, File.GetUnixFileMode(tree.PathOf(path)), Owner(tree.PathOf(path)))));

    public static Reading<long> Room(HostTree tree, string path) => HostTree.Guard(path, () =>
        Reading<long>.Of(new DriveInfo(tree.PathOf(path)).AvailableFreeSpace));

    private static Reading<long> Owner(string path) => FileOwner.Of(path) is { } owner
        ? Reading<long>.Of(owner.User) : Reading<long>.Failed($"{path} has no owner");
}
