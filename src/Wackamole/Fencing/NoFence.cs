using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Fencing;

/// <summary>The daemon alone: nothing in the kernel.</summary>
internal sealed class NoFence : IFence
{
    public static readonly NoFence Instance = new();

    private NoFence()
    {
    }

    public bool Stands => false;

    public string? WhyNotOn(NetworkInterface one) => null;

    public string? Set(IEnumerable<IpAddress> addresses, VipState state) => null;

    public IEnumerable<KeyValuePair<string, long>> Counters() => [];
}
