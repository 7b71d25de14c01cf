using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux.Corosync;

namespace Wackamole.Commands;

/// <summary>
/// --check and --show: what is to be said about a configuration, and what it says.
/// </summary>
internal static class CheckCommand
{
    /// <summary>Prints every diagnostic; 2 where one is an error.</summary>
    public static int Check(string? named, TextWriter output) =>
        Check(named, output, () => (CorosyncHost.TryAsk(out var fault), fault));

    /// <param name="askCorosync">What the running daemon says, or why nothing.</param>
    internal static int Check(string? named, TextWriter output,
        Func<(CorosyncFacts? Facts, string? Fault)> askCorosync)
    {
        var path = SettingsLoader.Find(named);
        var result = SettingsLoader.Read(path);
        ImmutableArray<Diagnostic> all = [.. result.Diagnostics, .. HostChecks.Of(result)];
        foreach (var diagnostic in all)
        {
            output.WriteLine(diagnostic.ToString());
        }

        var missing = (string?)null;
        var unusable = result.File is { } read
            ? SettingsLoader.WhyUnusable(read, out missing) : null;
        Say(output, $"{path}: error: ", unusable);
        var (facts, unasked) = result.File is { Engine: EngineKind.Corosync }
            ? askCorosync() : (null, null);
        ImmutableArray<string> warned = [.. missing is null ? Array.Empty<string>() : [missing],
            .. facts is null ? [] : CorosyncHost.Warnings(
                facts, CorosyncHost.TimesWith(result.File!, facts), result.File!.Quorum)];
        foreach (var warning in warned)
        {
            output.WriteLine($"{path}: warning: {warning}");
        }

        var errors = all.Count(one => one.Severity == DiagnosticSeverity.Error)
            + (unusable is null ? 0 : 1);
        var warnings = warned.Length
            + all.Count(one => one.Severity == DiagnosticSeverity.Warning);
        var isGood = result.File is not null && errors == 0;
        output.WriteLine(isGood
            ? $"{path}: good, {Count(warnings, "warning")}"
            : $"{path}: {Count(errors, "error")}, {Count(warnings, "warning")}");
        Say(output, "corosync was not asked for its times: ", unasked);
        if (facts is not null)
        {
            SayWhetherFit(output, facts, CorosyncHost.TimesWith(result.File!, facts));
        }

        return isGood ? ExitStatus.Ok : ExitStatus.Configuration;
    }

    /// <summary>Prints the configuration as it is understood, every default filled in.</summary>
    public static int Show(string? named, TextWriter output, TextWriter faults)
    {
        var result = SettingsLoader.Read(SettingsLoader.Find(named));
        foreach (var diagnostic in result.Diagnostics)
        {
            faults.WriteLine(diagnostic.ToString());
        }

        if (result.File is null)
        {
            return ExitStatus.Configuration;
        }

        // Corosync tells the name itself; elsewhere it is the host's where none is written.
        var file = result.File is { Node: null, Engine: not EngineKind.Corosync }
            && NodeName.Fault(Environment.MachineName.Split('.')[0]) is null
            ? result.File with { Node = Environment.MachineName.Split('.')[0] } : result.File;
        output.Write(ConfigurationPrinter.Print(file));
        return ExitStatus.Ok;
    }

    private static string Count(int count, string what) =>
        count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static void Say(TextWriter output, string before, string? text)
    {
        if (text is not null)
        {
            output.WriteLine(before + text);
        }
    }

    // Where they do not, a warning has said so.
    private static void SayWhetherFit(TextWriter output, CorosyncFacts facts, Timing timing) =>
        Say(output, "", CorosyncTiming.Fault(timing, facts.Token, facts.Consensus) is not null
            ? null : string.Create(CultureInfo.InvariantCulture,
                $"corosync's token is {facts.Token.TotalMilliseconds} ms and its consensus "
                + $"{facts.Consensus.TotalMilliseconds} ms: DetectionTime "
                + $"{timing.Detection.TotalMilliseconds} ms, Heartbeat "
                + $"{timing.Heartbeat.TotalMilliseconds} ms and Lease "
                + $"{timing.Lease.TotalMilliseconds} ms fit"));
}
