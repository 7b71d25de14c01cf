using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>sched(7): how much of each period real-time threads may run.</summary>
internal sealed class RealTimeThrottling() : Rule(Area.Kernel, "real-time-throttling")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (host.Configuration is { RealTime: false })
        {
            yield break;
        }

        var (runtime, period) = (host.RealTimeRuntimeUs, host.RealTimePeriodUs);
        if (runtime.IsAbsent)
        {
            yield return Note("this kernel does not limit real-time threads");
        }
        else if (!runtime.IsKnown || !period.IsKnown)
        {
            yield return runtime.IsKnown ? Hidden("sched_rt_period_us", period)
                : Hidden("sched_rt_runtime_us", runtime);
        }
        else if (runtime.Value is >= 0 && runtime.Value < period.Value / 2)
        {
            yield return Warn($"real-time threads may run {runtime.Value} of {period.Value} µs",
                runtime.Value == 0 ? "none is made: the loop runs at ordinary priority"
                    : "where others use that up, heartbeats are late and hosts seem to be dead",
                "sysctl -w kernel.sched_rt_runtime_us=950000");
        }
        else
        {
            yield return Good(runtime.Value < 0 ? "real-time threads may always run"
                : $"real-time threads may run {runtime.Value} of {period.Value} µs");
        }
    }
}
