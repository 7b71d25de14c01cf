using System.Text.Json;
using Wackamole.Core.Configuration;
using Wackatrl.Asking;
using Wackatrl.Diagnosis;
using Wackatrl.Inspecting;
using Wackatrl.Rendering;

namespace Wackatrl.Commands;

/// <summary>What this host allows the daemon, and what to do where that is too little.</summary>
internal sealed class DoctorCommand(string? named, string? socket, bool asJson,
    Surroundings around)
{
    /// <returns>1 where something is a problem, else 0.</returns>
    /// <exception cref="CommandFaultException">The named configuration is not there.</exception>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var tree = new HostTree(around.Root);
        var (path, configuration, why) = Configuration();
        var host = await new HostInspector(tree, around.Addresses).ReadAsync(
            path, configuration, why, () => AskAsync(configuration, stop));
        var findings = Examination.Of(host);
        around.Output.Write(asJson
            ? JsonSerializer.Serialize(DoctorReport.Of(findings), DoctorJson.Default.DoctorReport)
                + "\n"
            : around.IsTerminal && around.Size().Width >= FindingsTable.LeastColumns
                ? FindingsTable.Render(findings, around)
            : FindingsText.Render(findings));
        return findings.Any(one => one.Severity == Severity.Problem)
            ? CommandStatus.Problem : CommandStatus.Done;
    }

    private (string? Path, ConfigurationFile? File, string? Why) Configuration()
    {
        if (named is null && !around.ConfigurationPlaces.Any(File.Exists))
        {
            return (null, null, "there is no configuration: neither "
                + $"{string.Join(" nor ", around.ConfigurationPlaces)} exists");
        }

        var (path, result) = SocketFinder.Read(named, around.ConfigurationPlaces);
        var first = result.Diagnostics.FirstOrDefault(
            one => one.Severity == DiagnosticSeverity.Error);
        return (path, result.File, first is null ? null
            : $"it has errors; the first: {first.Message} (line {first.Line})");
    }

    private Task<DaemonAnswer> AskAsync(ConfigurationFile? configuration, CancellationToken stop) =>
        (socket ?? configuration?.Control) is { } path
            ? new DaemonCaller(path, around.AnswerTime).TryAskAsync(stop)
            : Task.FromResult(configuration is null ? DaemonAnswer.Silent("no configuration")
                : new DaemonAnswer(
                    null, "the configuration switches the control socket off", null));
}
