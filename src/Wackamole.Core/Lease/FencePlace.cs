using System.Security.Cryptography;
using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Lease;

/// <summary>
/// Where a group's fence is pinned in the kernel: the daemon puts it there, and the command looks
/// what of it is left.
/// </summary>
public static class FencePlace
{
    /// <summary>Where a service manager mounts the BPF file system.</summary>
    public const string Root = "/sys/fs/bpf";

    /// <summary>The link whose text tells the networks of one machine apart.</summary>
    public const string LinkOfThreadsNetwork = "/proc/thread-self/ns/net";

    /// <summary>No dots: the file system keeps them for itself.</summary>
    private const string PlainCharacters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    /// <summary>What the names of all groups' folders begin with.</summary>
    public const string FolderPrefix = "wackamole-";

    /// <summary>The name of a group's folder; may belong to the daemon's user.</summary>
    public static string FolderOf(string group) => FolderPrefix + (
        group.Length <= Limits.NodeNameBytes && !group.AsSpan().ContainsAnyExcept(PlainCharacters)
            ? group
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(group)), 0, 16));

    /// <summary>
    /// The name of the folder in it, from a link's text such as «net:[4026531840]».
    /// </summary>
    public static string NetworkOf(string? link)
    {
        var digits = string.Concat((link ?? string.Empty).Where(char.IsAsciiDigit));
        return digits.Length > 0 ? digits : "0";
    }
}
