using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Network;

/// <summary>
/// Sees to it that this process may make network namespaces: as root at once, as an ordinary
/// user by beginning again inside a user namespace of its own, where the system permits.
/// </summary>
internal static class Privileges
{
    /// <summary>Exit status where the system does not permit what a lab needs.</summary>
    public const int NotPermittedStatus = 77;

    private const string RuntimeDirectory = "/run";
    private const string NamespaceDirectory = "/run/netns";

    /// <summary>Returns where all is well; else ends in a message, or as another process.</summary>
    public static void Acquire(IReadOnlyList<string> arguments)
    {
        if (!Processes.IsRoot)
        {
            EnterUserNamespace(arguments);
        }

        if (InUserNamespace && !MayWrite(NamespaceDirectory))
        {
            HidePlaceOfNamespaces();
        }

        var permitted = Tool.Try("unshare", "--net", "true");
        if (permitted.Status != 0)
        {
            throw new NotPermittedException(
                "a lab needs network namespaces, and even root may not make any here " +
                $"({permitted.Error.Trim()}): this looks like a container without CAP_SYS_ADMIN");
        }
    }

    /// <summary>
    /// Whether «root» here is only root of a user namespace (user_namespaces(7)).
    /// </summary>
    public static bool InUserNamespace
    {
        get
        {
            var words = File.ReadAllText("/proc/self/uid_map")
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return words is not ["0", "0", "4294967295"];
        }
    }

    private static void EnterUserNamespace(IReadOnlyList<string> arguments)
    {
        string[] own = ["unshare", "--user", "--map-root-user", "--net", "--mount"];
        var permitted = Tool.Try([.. own, "true"]);
        throw permitted.Status == 0
            ? Processes.Become([.. own, .. SelfProgram.CommandLine, .. arguments])
            : new NotPermittedException(
                "a lab needs network namespaces, and this user may not make any " +
                $"({permitted.Error.Trim()}). Run it as root, or permit user namespaces: " +
                "sysctl kernel.unprivileged_userns_clone=1, and on Ubuntu also " +
                "sysctl kernel.apparmor_restrict_unprivileged_userns=0");
    }

    /// <summary>
    /// The program «ip» keeps namespaces under /run/netns, which belongs to the real root: give
    /// this mount namespace a place of its own there.
    /// </summary>
    private static void HidePlaceOfNamespaces()
    {
        var place = Directory.Exists(NamespaceDirectory) ? NamespaceDirectory : RuntimeDirectory;
        var mounted = Tool.Try("mount", "-t", "tmpfs", "wackalab", place);
        if (mounted.Status != 0)
        {
            throw new NotPermittedException(
                "a lab needs a mount namespace of its own here, and may not mount in this one " +
                $"({mounted.Error.Trim()}). Start it with: unshare -Urnm wackalab …");
        }

        Directory.CreateDirectory(NamespaceDirectory);
    }

    private static bool MayWrite(string directory)
    {
        try
        {
            var probe = Path.Combine(directory, $".wackalab-{Environment.ProcessId}");
            File.Create(probe).Dispose();
            File.Delete(probe);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
