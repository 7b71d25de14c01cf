using Wackamole.Core.Lease;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Linux.Native;

namespace Wackamole.Fencing;

/// <summary>
/// The folder /sys/fs/bpf/wackamole-GROUP/NETWORK in which a host's fence is pinned, so that it
/// stands without the daemon. NETWORK tells apart hosts that are network namespaces of one machine.
/// </summary>
internal sealed class FencePins
{
    public const string PrepareRemedy =
        "let root run `wackamole --prepare USER` first, with the daemon's user";

    private readonly string _root;

    private FencePins(string root, FenceName name)
    {
        (_root, Name) = (root, name);
        GroupFolder = Path.Combine(root, name.Folder);
        Folder = Path.Combine(GroupFolder, NetworkNumber());
    }

    public FenceName Name { get; }

    /// <summary>Of all networks of this machine; may belong to the daemon's user.</summary>
    public string GroupFolder { get; }

    public string Folder { get; }

    public string Vips => PathOf("vips");

    public string Lease => PathOf("lease");

    public string Drops => PathOf("drops");

    /// <summary>The pins of a group in the calling thread's network namespace.</summary>
    /// <param name="root">A BPF file system's place; tests have their own.</param>
    public static FencePins Of(string group, string root = BpfFileSystem.Root) =>
        new(root, FenceName.Of(group));

    public static FencePins Of(FenceName name) => new(BpfFileSystem.Root, name);

    public string PathOf(TrafficDirection direction, int interfaceIndex) => PathOf(
        $"{(direction == TrafficDirection.Ingress ? "ingress" : "egress")}-{interfaceIndex}");

    /// <summary>
    /// The links by which other groups of this host stand at an interface, as far as this user may
    /// see them.
    /// </summary>
    public HashSet<uint> LinksOfOtherGroups(TrafficDirection direction, int interfaceIndex)
    {
        var name = Path.Combine(
            Path.GetFileName(Folder), Path.GetFileName(PathOf(direction, interfaceIndex)));
        var links = new HashSet<uint>();
        foreach (var group in OtherGroups())
        {
            try
            {
                using var link = BpfLink.Open(Path.Combine(group, name));
                links.Add(link.Id);
            }
            catch (SystemFaultException)
            {
                // It has none there, or it is another user's.
            }
        }

        return links;
    }

    /// <summary>Sees to it that something can be pinned there.</summary>
    /// <exception cref="SystemFaultException">Why not, and what to do.</exception>
    public void MakeFolder()
    {
        if (!BpfFileSystem.IsMounted(_root))
        {
            throw new SystemFaultException(ErrorNumber.ENOENT, $"pin the fence under {_root}",
                $"no BPF file system is mounted there: mount -t bpf bpf {_root}");
        }

        try
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SystemFaultException(ToFault($"make {Folder}", fault));
        }
    }

    /// <summary>Whether this user may not even see if there are any.</summary>
    public bool AreHidden
    {
        get
        {
            try
            {
                File.GetUnixFileMode(Folder);
                return false;
            }
            catch (IOException)
            {
                return false;
            }
            catch (UnauthorizedAccessException)
            {
                return true;
            }
        }
    }

    /// <summary>The pins that are there, whoever left them.</summary>
    public IReadOnlyList<string> Present()
    {
        try
        {
            return Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Removes one; what it held goes where nobody else holds it.</summary>
    public static SystemFault? Remove(string path)
    {
        try
        {
            File.Delete(path);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ToFault($"remove {path}", fault);
        }
    }

    /// <summary>Removes all of them but these; answers the first fault, or null.</summary>
    public SystemFault? RemoveAllBut(IReadOnlySet<string> keep)
    {
        SystemFault? first = null;
        foreach (var path in Present().Where(path => !keep.Contains(path)))
        {
            first ??= Remove(path);
        }

        return first;
    }

    /// <summary>Removes everything with its folders, as far as it is ours to remove.</summary>
    public SystemFault? RemoveAll()
    {
        if (RemoveAllBut(new HashSet<string>()) is { } fault)
        {
            return fault;
        }

        foreach (var folder in (string[])[Folder, GroupFolder])
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (Exception stays) when (stays is IOException or UnauthorizedAccessException)
            {
                // Another network's pins are in it, or it was made for us: an empty one does
                // nothing.
                break;
            }
        }

        return null;
    }

    /// <summary>What the runtime threw, as the kernel said it, with what to do.</summary>
    public static SystemFault ToFault(string action, Exception fault)
    {
        // The runtime keeps the error there; a refusal has an exception of its own.
        var errno = fault is UnauthorizedAccessException ? ErrorNumber.EACCES : fault.HResult;
        return new SystemFault(action, errno, errno switch
        {
            ErrorNumber.EACCES => PrepareRemedy,
            ErrorNumber.EROFS => "it is mounted read-only: mount -o remount,rw /sys/fs/bpf (in a "
                + "service's unit: ReadWritePaths=/sys/fs/bpf)",
            _ => null,
        });
    }

    private string[] OtherGroups()
    {
        try
        {
            return [.. Directory.GetDirectories(_root, FencePlace.FolderPrefix + "*")
                .Where(folder => folder != GroupFolder)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string NetworkNumber() =>
        FencePlace.NetworkOf(new FileInfo(FencePlace.LinkOfThreadsNetwork).LinkTarget);

    private string PathOf(string name) => Path.Combine(Folder, name);
}
