using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Core.Configuration;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Logging;

namespace Wackamole.Commands;

/// <summary>Runs the daemon until it is told to end.</summary>
internal static class RunCommand
{
    private static readonly Capability[] Needed = [Capability.NetAdmin, Capability.NetRaw];

    private static readonly Capability[] Wanted =
        [.. Needed, Capability.SysNice, Capability.IpcLock, Capability.Bpf];

    /// <exception cref="StartFaultException">It does not start.</exception>
    public static int Run(CommandLineOptions options)
    {
        // Replaces the process: nothing may have been begun before.
        if (options.User is { } user)
        {
            PrepareFence(options.ConfigurationFile, user);
            if (Privileges.DropTo(user, Wanted) is { } fault)
            {
                throw new StartFaultException(ExitStatus.Permission, fault.Text);
            }
        }

        RequireCapabilities();
        var diagnostics = new List<Diagnostic>();
        var settings = Load(SettingsLoader.Find(options.ConfigurationFile), diagnostics);
        using var writer = new LogWriter(Console.OpenStandardError(), LineFormat.For(
            Environment.GetEnvironmentVariable("JOURNAL_STREAM"), options.Debug));
        using var factory = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(options.Debug ? LogLevel.Debug : LogLevel.Information)
            .AddProvider(new LineLoggerProvider(writer)));
        var log = factory.CreateLogger("wackamole");
        diagnostics.ForEach(diagnostic => DiagnosticLog.Say(log, diagnostic));
        StartLog.Starts(log, ProgramVersion.Text, settings.Node.Name, settings.Node.Group,
            settings.Node.VirtualInterfaces.Length, settings.Path);
        return Run(settings, options.PidFile, log);
    }

    // Whatever is missing for it, the fence itself says when the log is open.
    private static void PrepareFence(string? configuration, string user)
    {
        if (Environment.IsPrivilegedProcess
            && SettingsLoader.Read(SettingsLoader.Find(configuration)).File is { } file
            && file.Fence != FenceMode.None)
        {
            PrepareCommand.Prepare(FencePins.Of(file.Group), user);
        }
    }

    private static int Run(HostSettings settings, string? pidFile, ILogger log)
    {
        var signals = SignalRelay.Start();
        CoreDump.LeaveOutMemory();
        using var daemon = new Daemon(settings, log, OwnProgram());
        signals.PassTo(daemon);
        using var process = PidFile.Write(pidFile, log);
        UnhandledExceptionEventHandler release = (_, fault) =>
        {
            StartLog.Failed(log, fault.ExceptionObject.ToString() ?? "unknown");
            daemon.Release();
        };
        AppDomain.CurrentDomain.UnhandledException += release;
        var status = daemon.AwaitEnd();
        AppDomain.CurrentDomain.UnhandledException -= release;
        return status;
    }

    /// <summary>What started this process, without what was asked of it.</summary>
    private static ImmutableArray<string> OwnProgram() =>
        Environment.ProcessPath is not { } path ? []
        : Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? [path, Environment.GetCommandLineArgs()[0]] : [path];

    // A file with errors is shown whole, as a compiler would; the log gets lines without carets.
    private static HostSettings Load(string path, List<Diagnostic> diagnostics)
    {
        try
        {
            return SettingsLoader.Load(path, diagnostics.Add);
        }
        catch (StartFaultException)
        {
            diagnostics.ForEach(diagnostic => Console.Error.WriteLine(diagnostic.ToString()));
            throw;
        }
    }

    private static void RequireCapabilities()
    {
        var missing = Array.FindAll(Needed, one => !Capabilities.Has(one));
        if (missing.Length > 0)
        {
            throw new StartFaultException(ExitStatus.Permission,
                "cannot manage addresses: Operation not permitted; run as root or grant "
                + string.Join(" and ", missing.Select(Capabilities.NameOf)));
        }
    }
}
