namespace Wackamole.Linux;

/// <summary>What the kernel writes of this process when it crashes (core(5)).</summary>
internal static class CoreDump
{
    private const string Filter = "/proc/self/coredump_filter";

    /// <summary>
    /// No memory. The cluster's key is in it, and a process is not dead, and its addresses are not
    /// taken, before all has been written. A limit of 0 would not do: it is not asked where dumps
    /// go to a program (the unit's is 1, which is). Hooks inherit it.
    /// </summary>
    public static void LeaveOutMemory()
    {
        try
        {
            File.WriteAllText(Filter, "0");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Not every kernel writes dumps (CONFIG_COREDUMP).
        }
    }
}
