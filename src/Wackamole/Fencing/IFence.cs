using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Fencing;

/// <summary>What whoever changes addresses has to know of the fence. Any thread.</summary>
internal interface IFence
{
    /// <summary>The kernel enforces the lease now.</summary>
    bool Stands { get; }

    /// <summary>Why no address may be added on this interface now; null where one may.</summary>
    string? WhyNotOn(NetworkInterface one);

    /// <summary>
    /// Says what is done about these addresses from the next packet on; null where that is so.
    /// </summary>
    string? Set(IEnumerable<IpAddress> addresses, VipState state);

    /// <summary>What was dropped, by name, for a status; without a system call.</summary>
    IEnumerable<KeyValuePair<string, long>> Counters();
}
