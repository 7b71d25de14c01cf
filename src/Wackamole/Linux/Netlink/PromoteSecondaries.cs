using Wackamole.Linux.Native;

namespace Wackamole.Linux.Netlink;

/// <summary>
/// net.ipv4.conf.*.promote_secondaries (Documentation/networking/ip-sysctl.rst): whether a
/// secondary address becomes primary when its primary is removed. The network namespace of the
/// calling thread counts.
/// </summary>
internal static class PromoteSecondaries
{
    private const string Root = "/proc/sys/net/ipv4/conf/";
    private const string Setting = "/promote_secondaries";

    /// <summary>Whether it is on for an interface, after an attempt to turn it on.</summary>
    public static bool TryEnable(int interfaceIndex) =>
        Sockets.InterfaceName(interfaceIndex) is { } name
        && (IsOn("all") || IsOn(name) || TurnOn(name));

    // Containers often have it read-only: that is no fault, the caller has another way.
    private static bool TurnOn(string name)
    {
        try
        {
            File.WriteAllText(Root + name + Setting, "1");
            return IsOn(name);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsOn(string name)
    {
        try
        {
            return File.ReadAllText(Root + name + Setting).AsSpan().Trim() is "1";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
