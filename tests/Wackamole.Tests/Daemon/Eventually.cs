using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>Waits for a condition, with a bound that a stalled machine keeps too.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public static void True(Func<bool> condition, Func<string> what) =>
        Assert.True(SpinWait.SpinUntil(condition, Bound), what());

    public static void True(Func<bool> condition, string what) => True(condition, () => what);
}
