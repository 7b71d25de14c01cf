using System.Collections.Immutable;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Makes a failing scenario smaller while it breaks the same invariant: fewer faults, hosts and
/// virtual interfaces, calmer weather. Each change also changes what chance does afterwards, so
/// that a smaller one may fail for a cause of its own; it is a smaller failure all the same.
/// </summary>
internal sealed class Minimiser
{
    /// <summary>A run costs a tenth of a second: more than half a minute tries patience.</summary>
    private const int MostRuns = 300;

    /// <summary>Fresh chance for what fails seldom: the same scenario, other delays.</summary>
    private const int Chances = 2;

    private readonly Func<Scenario, bool> _breaks;
    private Scenario _smallest;
    private int _runs;

    private Minimiser(Scenario failing, Func<Scenario, bool> breaks)
    {
        (_smallest, _breaks) = (failing, breaks);
    }

    /// <summary>The smallest scenario that was found to break the invariant.</summary>
    public static Scenario Minimise(Scenario failing, string invariant) =>
        Minimise(failing, smaller => Breaks(smaller, invariant));

    public static Scenario Minimise(Scenario failing, Func<Scenario, bool> breaks)
    {
        var minimiser = new Minimiser(failing, breaks);
        minimiser.Run();
        return minimiser._smallest;
    }

    private void Run()
    {
        for (var before = (Scenario?)null; before != _smallest && _runs < MostRuns;)
        {
            before = _smallest;
            DropFaults();
            foreach (var host in Enumerable.Range(0, _smallest.Plan.Hosts.Length).Reverse())
            {
                TryAll([larger => larger.WithoutHost(host)]);
            }

            TryAll([Scenario.HalfTheAddresses, Scenario.WithoutAnAddress, Scenario.InCalmWeather,
                Scenario.WithEqualHosts, Scenario.OverOneLink, Scenario.Unsealed]);
        }
    }

    /// <summary>First large parts, then single ones (Zeller, Hildebrandt 2002).</summary>
    private void DropFaults()
    {
        for (var part = _smallest.Faults.Length / 2; part >= 1; part /= 2)
        {
            for (var start = _smallest.Faults.Length - part; start >= 0; start -= part)
            {
                var from = start;
                Try(_smallest with
                {
                    Faults = _smallest.Faults.RemoveRange(
                        from, Math.Min(part, _smallest.Faults.Length - from)),
                });
                start = Math.Min(start, _smallest.Faults.Length);
            }
        }
    }

    private void TryAll(IEnumerable<Func<Scenario, Scenario?>> changes)
    {
        foreach (var change in changes)
        {
            while (change(_smallest) is { } smaller && Try(smaller))
            {
            }
        }
    }

    private bool Try(Scenario smaller)
    {
        for (var chance = 0; chance < Chances && _runs < MostRuns; chance++)
        {
            var candidate = smaller with { Seed = _smallest.Seed + (ulong)chance };
            _runs++;
            if (_breaks(candidate))
            {
                _smallest = candidate;
                return true;
            }
        }

        return false;
    }

    private static bool Breaks(Scenario scenario, string invariant)
    {
        try
        {
            scenario.Run();
            return false;
        }
        catch (InvariantBrokenException broken)
        {
            return string.Equals(broken.Invariant, invariant, StringComparison.Ordinal);
        }
    }
}
