using FsCheck;
using FsCheck.Fluent;

namespace Wackamole.Tests.Allocation;

/// <summary>Properties over seeds: a failing one prints the seed, and nothing is shrunk.</summary>
internal static class Seeds
{
    public static void ForAll(int runs, Action<int> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(runs));
}
