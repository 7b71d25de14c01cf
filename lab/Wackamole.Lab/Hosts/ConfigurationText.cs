using System.Globalization;
using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Lab.Hosts;

/// <summary>Writes a host's wackamole.conf.</summary>
internal static class ConfigurationText
{
    public static string Of(HostPlan plan, HostFiles files)
    {
        var text = new StringBuilder();
        text.AppendLine("# Written by wackalab for one of its hosts.");
        Assign(text, "Node", plan.Node);
        Assign(text, "Group", plan.Group);
        Assign(text, "Control", files.Control);
        Assign(text, "StateDirectory", files.StateDirectory);
        Assign(text, "Engine", plan.Engine.Name);
        foreach (var (name, value) in plan.Engine.Directives(files))
        {
            Assign(text, name, value);
        }

        if (plan.Engine.IsInside)
        {
            SpeakOfPeers(text, plan);
        }

        Assign(text, "DetectionTime", Milliseconds(plan.Timing.Detection));
        Assign(text, "Heartbeat", Milliseconds(plan.Timing.Heartbeat));
        Assign(text, "Mature", Milliseconds(plan.Mature));
        Assign(text, "Weight", plan.Weight.ToString(CultureInfo.InvariantCulture));
        text.AppendLine(CultureInfo.InvariantCulture, $$"""
            Balance {
                AcquisitionsPerRound = {{plan.AcquisitionsPerRound}}
                Interval = {{Milliseconds(plan.BalanceInterval)}}
            }
            """);
        Block(text, "Prefer", plan.Preferred.Select(block => $"{block}"));
        Block(text, "VirtualInterfaces", plan.VirtualInterfaces.Select(
            virtualInterface => Group(virtualInterface.Addresses)));
        return text.AppendLine(plan.Extra).ToString();
    }

    private static void SpeakOfPeers(StringBuilder text, HostPlan plan)
    {
        if (plan.SpeaksOfKeys)
        {
            Assign(text, plan.KeyFile is null ? "Authentication" : "KeyFile",
                plan.KeyFile ?? "none");
        }

        Block(text, "Peers", plan.Peers.Select(links => Group(links)));
    }

    private static void Assign(StringBuilder text, string name, string value) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{name} = {value}");

    private static void Block(StringBuilder text, string name, IEnumerable<string> items)
    {
        var lines = items.Select(item => $"    {item}\n").ToList();
        if (lines.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name} {{\n{string.Concat(lines)}}}");
        }
    }

    /// <summary>One alone as it is; several between braces.</summary>
    private static string Group<T>(IReadOnlyList<T> parts) =>
        parts.Count == 1 ? $"{parts[0]}" : $"{{ {string.Join(' ', parts)} }}";

    private static string Milliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms");
}
