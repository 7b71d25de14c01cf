using System.Collections.Immutable;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Soak;

/// <summary>
/// What one run of one daemon had of the machine whenever it was looked at, from when it had first
/// settled: at least once.
/// </summary>
internal sealed record DaemonGrowth(string Host, int ProcessId, ImmutableArray<ProcessUse> Looks)
{
    /// <summary>
    /// However long a soak is: what the runtime keeps, and the buffers of what had not happened
    /// before the first look, are some 15 megabytes once; what leaks goes on.
    /// </summary>
    public const double MostMegabytes = 20;

    /// <summary>Clients of the control socket and hooks come and go.</summary>
    public const int MostDescriptors = 4;

    /// <summary>What the second half may have beyond the first: it comes back in steps.</summary>
    public const double MostLaterMegabytes = 4;

    /// <summary>The same of descriptors, which are given back at once.</summary>
    public const int MostLaterDescriptors = 1;

    /// <summary>Fewer have no halves that say anything.</summary>
    public const int FewestLooks = 8;

    public ProcessUse First => Looks[0];

    public ProcessUse Last => Looks[^1];

    public bool IsWithinBound =>
        Last.ResidentMegabytes - First.ResidentMegabytes <= MostMegabytes
        && Last.Descriptors - First.Descriptors <= MostDescriptors
        && (Looks.Length < FewestLooks || HasLevelledOff);

    private bool HasLevelledOff
    {
        get
        {
            var half = Looks.Length / 2;
            var (before, after) = (Looks[..half], Looks[half..]);
            return Beyond(use => use.ResidentMegabytes) <= MostLaterMegabytes
                && Beyond(use => use.Descriptors) <= MostLaterDescriptors;

            double Beyond(Func<ProcessUse, double> of) => after.Max(of) - before.Max(of);
        }
    }
}
