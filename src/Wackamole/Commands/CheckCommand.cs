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
    public static int Check(string? named, TextWriter output)
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
        Say(output, $"{path}: warning: ", missing);
        var (facts, unasked) = AskCorosync(result.File);
        var misfit = facts is null ? null : Misfit(result.File!, facts);
        Say(output, $"{path}: error: ", misfit);
        var errors = all.Count(one => one.Severity == DiagnosticSeverity.Error)
            + (unusable is null ? 0 : 1) + (misfit is null ? 0 : 1);
        var warnings = all.Count(one => one.Severity == DiagnosticSeverity.Warning)
            + (missing is null ? 0 : 1);
        var isGood = result.File is not null && errors == 0;
        output.WriteLine(isGood
            ? $"{path}: good, {Count(warnings, "warning")}"
            : $"{path}: {Count(errors, "error")}, {Count(warnings, "warning")}");
        Say(output, "corosync was not asked for its times: ", unasked);
        if (facts is not null)
        {
            SayOfCorosync(output, result.File!, facts, fits: misfit is null);
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

    private static (CorosyncFacts? Facts, string? Fault) AskCorosync(ConfigurationFile? file)
    {
        if (file is not { Engine: EngineKind.Corosync })
        {
            return (null, null);
        }

        return CorosyncHost.TryAsk(out var fault) is { } facts ? (facts, null) : (null, fault);
    }

    private static Timing TimesWith(ConfigurationFile file, CorosyncFacts facts) =>
        file.TimesFollowCorosync
            ? CorosyncTiming.For(facts.Token, facts.Consensus) : file.Timing;

    /// <summary>Why the daemon would not start over this corosync; null where it would.</summary>
    private static string? Misfit(ConfigurationFile file, CorosyncFacts facts) =>
        CorosyncTiming.Fault(TimesWith(file, facts), facts.Token, facts.Consensus);

    /// <summary>What the running corosync means for the times and for a majority.</summary>
    private static void SayOfCorosync(
        TextWriter output, ConfigurationFile file, CorosyncFacts facts, bool fits)
    {
        var timing = TimesWith(file, facts);
        if (fits)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"corosync's token is {facts.Token.TotalMilliseconds} ms and its consensus "
                + $"{facts.Consensus.TotalMilliseconds} ms: DetectionTime "
                + $"{timing.Detection.TotalMilliseconds} ms, Heartbeat "
                + $"{timing.Heartbeat.TotalMilliseconds} ms and Lease "
                + $"{timing.Lease.TotalMilliseconds} ms fit"));
        }

        if (facts.IsTwoNode && file.Quorum == QuorumMode.Majority)
        {
            output.WriteLine("corosync runs with two_node: either part of a divided pair has its "
                + "quorum and takes every address; use a qdevice instead");
        }
    }
}
