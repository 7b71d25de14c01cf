using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Soak;

/// <summary>
/// What one run of one daemon had of the machine when it had first settled, and when it was last
/// looked at.
/// </summary>
internal sealed record DaemonGrowth(string Host, int ProcessId, ProcessUse First, ProcessUse Last)
{
    /// <summary>
    /// However long a soak is: what the runtime compiles, and the buffers of what had not
    /// happened before the first look, are some 15 megabytes once; what leaks goes on.
    /// </summary>
    public const double MostMegabytes = 20;

    /// <summary>Clients of the control socket and hooks come and go.</summary>
    public const int MostDescriptors = 4;

    public bool IsWithinBound =>
        Last.ResidentMegabytes - First.ResidentMegabytes <= MostMegabytes
        && Last.Descriptors - First.Descriptors <= MostDescriptors;
}
