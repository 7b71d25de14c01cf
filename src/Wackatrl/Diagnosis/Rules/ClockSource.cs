using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>Each heartbeat and each packet of the fence asks for the time.</summary>
internal sealed class ClockSource() : Rule(Area.Kernel, "clock-source")
{
    private static readonly string[] Slow = ["hpet", "acpi_pm", "pit", "jiffies",
        "refined-jiffies"];

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        var source = host.ClockSource;
        yield return !source.IsKnown ? Hidden("the clock source", source)
            : Slow.Contains(source.Value, StringComparer.Ordinal)
                ? Warn($"the clock source is {source.Value}", source.Value.Contains("jiffies",
                        StringComparison.Ordinal)
                        ? "time goes in steps of milliseconds: short detection times are not safe"
                        : "each look at the clock costs about a microsecond, for every packet of "
                            + "the fence too",
                    "see `dmesg | grep -i clocksource` for why the processor's own was given up, "
                    + "and cat /sys/devices/system/clocksource/clocksource0/available_clocksource")
                : Good($"the clock source is {source.Value}");
    }
}
