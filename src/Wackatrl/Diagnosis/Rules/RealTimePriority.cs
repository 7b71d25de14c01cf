using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class RealTimePriority() : Rule(Area.Rights, "real-time")
{
    private const int SysNice = 23;

    // The highest that one of the daemon's threads asks for (ThreadPriorities).
    private const int HighestPriority = 45;

    private const string Cost = "a busy machine can delay heartbeats, so that a live host seems "
        + "to be dead; below a detection time of 200 ms that is likely";

    private const string Remedy =
        "LimitRTPRIO=50 (`systemctl edit wackamole`, [Service]), then: systemctl restart wackamole";

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (host.Configuration is not { RealTime: true })
        {
            yield break;
        }

        if (host.Daemon.Process is { IsKnown: true, Value: { } process })
        {
            yield return !process.HasRealTime.IsKnown
                ? Hidden("how the daemon is scheduled", process.HasRealTime)
                : process.HasRealTime.Value ? Good("the daemon's loop has real-time priority")
                : Warn("the daemon's loop runs at ordinary priority", Cost, Remedy);
        }
        else if (host.Daemon.Status is null && host.Unit is { IsKnown: true, Value: { } unit })
        {
            yield return unit.PriorityLimit >= HighestPriority
                || (unit.Capabilities & 1UL << SysNice) != 0
                ? Good($"{unit.Path} permits real-time priority")
                : Warn($"{unit.Path} does not permit real-time priority", Cost, Remedy);
        }
    }
}
