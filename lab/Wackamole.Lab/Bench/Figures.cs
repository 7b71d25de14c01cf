using Wackamole.Core.Values;
using Wackamole.Lab.Engines;

namespace Wackamole.Lab.Bench;

/// <summary>All that is promised in numbers and measured here.</summary>
internal static class Figures
{
    /// <summary>What is measured on an engine: on Mesh with three detection times.</summary>
    public static IReadOnlyList<Figure> On(LabEngine engine) =>
    [
        .. Timings(engine).Select(timing => new HostCutOff(engine, timing)),
        new OrderlyLeaveTime(engine),
        .. WordsOfTheDead(engine),
        new MoveTime(engine),
        new ManyLost(engine),
        new ResidentMemory(engine),
        new BusyProcessors(engine),
    ];

    /// <summary>Only Mesh hears from what outlives a daemon.</summary>
    private static IEnumerable<Figure> WordsOfTheDead(LabEngine engine) =>
        engine.IsInside ? [new DaemonKilledTime(engine)] : [];

    private static Timing[] Timings(LabEngine engine) =>
        engine.IsInside ? [Of(400, 50), Of(100, 10), Of(64, 8)] : [engine.Timing];

    private static Timing Of(int detectionMs, int heartbeatMs) => Timing.From(
        TimeSpan.FromMilliseconds(detectionMs), TimeSpan.FromMilliseconds(heartbeatMs), null);
}
