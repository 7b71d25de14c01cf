using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

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
        ImmutableArray<Diagnostic> all = [.. result.Diagnostics, .. OfThisHost(result)];
        foreach (var diagnostic in all)
        {
            output.WriteLine(diagnostic.ToString());
        }

        var errors = all.Count(one => one.Severity == DiagnosticSeverity.Error);
        var warnings = all.Count(one => one.Severity == DiagnosticSeverity.Warning);
        output.WriteLine(result.File is null
            ? $"{path}: {errors} errors, {warnings} warnings"
            : $"{path}: good, {warnings} warnings");
        if (result.File is { Engine: EngineKind.Corosync } file)
        {
            output.WriteLine(OfCorosync(file));
        }

        return result.File is null ? ExitStatus.Configuration : ExitStatus.Ok;
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

        output.Write(ConfigurationPrinter.Print(result.File));
        return ExitStatus.Ok;
    }

    /// <summary>What the running corosync means for the times, in one sentence.</summary>
    private static string OfCorosync(ConfigurationFile file)
    {
        if (CorosyncHost.TryAsk(out var fault) is not { } facts)
        {
            return $"corosync was not asked for its times: {fault}";
        }

        var timing = file.TimesFollowCorosync
            ? CorosyncTiming.For(facts.Token, facts.Consensus) : file.Timing;
        return CorosyncTiming.Fault(timing, facts.Token, facts.Consensus)
            ?? string.Create(CultureInfo.InvariantCulture,
                $"corosync's token is {facts.Token.TotalMilliseconds} ms and its consensus "
                + $"{facts.Consensus.TotalMilliseconds} ms: DetectionTime "
                + $"{timing.Detection.TotalMilliseconds} ms, Heartbeat "
                + $"{timing.Heartbeat.TotalMilliseconds} ms and Lease "
                + $"{timing.Lease.TotalMilliseconds} ms fit");
    }

    // What only the host knows; where it cannot be asked the text alone is checked.
    private static ImmutableArray<Diagnostic> OfThisHost(ConfigurationResult result)
    {
        try
        {
            using var route = RouteSocket.Open();
            return route.ListInterfaces(out var interfaces) is null
                && route.Dump(null, out var addresses) is null
                ? result.CheckHost([.. interfaces.Select(one => new HostInterface(one.Name,
                    [.. addresses.Where(address => address.InterfaceIndex == one.Index
                            && !address.IsOurs)
                        .Select(address => new AddressBlock(
                            address.Address, address.PrefixLength))]))])
                : [];
        }
        catch (SystemFaultException)
        {
            return [];
        }
    }
}
