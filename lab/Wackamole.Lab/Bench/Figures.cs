namespace Wackamole.Lab.Bench;

/// <summary>All that is promised in numbers and measured here.</summary>
internal static class Figures
{
    public static readonly IReadOnlyList<Figure> All =
    [
        new HostCutOff(detectionMs: 400, heartbeatMs: 50),
        new HostCutOff(detectionMs: 100, heartbeatMs: 10),
        new HostCutOff(detectionMs: 64, heartbeatMs: 8),
        new OrderlyLeaveTime(),
        new DaemonKilledTime(),
        new MoveTime(),
        new ManyLost(),
        new ResidentMemory(),
        new BusyProcessors(),
    ];
}
