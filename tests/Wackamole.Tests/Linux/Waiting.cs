using System.Diagnostics;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Waits for a condition on a descriptor, with a bound.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>Delivers what a descriptor gives until the condition is met.</summary>
    public static void Until(IDescriptor descriptor, Func<bool> isMet, string what)
    {
        using var epoll = new Epoll();
        epoll.Add(descriptor, 0);
        var end = BootClock.Now + Bound;
        Span<int> tags = stackalloc int[1];
        while (!isMet())
        {
            Assert.True(BootClock.Now < end, $"{what} did not come within {Bound}");
            epoll.Wait(tags, end);
        }
    }

    /// <summary>Waits for the first notice that fits, and answers it.</summary>
    public static T Notice<T>(RouteMonitor monitor, Func<T, bool> fits)
        where T : RouteNotice
    {
        T? found = null;
        Until(monitor, () =>
        {
            while (found is null && monitor.TryRead(out var notice))
            {
                found = notice is T one && fits(one) ? one : null;
            }

            return found is not null;
        }, typeof(T).Name);
        return found!;
    }

    public static double Milliseconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }
}
