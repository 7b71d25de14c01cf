using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Wackamole.Linux;

/// <summary>
/// A number by which a cluster tells two machines of one name apart: the same for every run on one
/// machine, and different for hosts that are network namespaces of one machine.
/// </summary>
public static class MachineIdentity
{
    // machine-id(5); the boot id serves where an image has none.
    private static readonly string[] Sources =
        ["/etc/machine-id", "/var/lib/dbus/machine-id", "/proc/sys/kernel/random/boot_id"];

    /// <summary>The link's text names the namespace's inode (namespaces(7)).</summary>
    private const string Namespace = "/proc/thread-self/ns/net";

    public static ulong Read() => Mix(MachineId(), Text(NamespaceName));

    /// <summary>
    /// Hashed, because machine-id(5) asks that the id itself stays on the machine.
    /// </summary>
    internal static ulong Mix(string machine, string networkNamespace)
    {
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes($"wackamole\n{machine}\n{networkNamespace}"));
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private static string MachineId()
    {
        foreach (var source in Sources)
        {
            var id = Text(() => File.ReadAllText(source).Trim());
            if (id.Length > 0)
            {
                return id;
            }
        }

        return Environment.MachineName;
    }

    private static string NamespaceName() => new FileInfo(Namespace).LinkTarget ?? "";

    private static string Text(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
