using System.CommandLine;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab shell HOST»: a shell on a host of the running lab.</summary>
internal static class ShellCommand
{
    public static Command Create()
    {
        var host = new Argument<string>("host") { Description = "The host's name, such as n1" };
        var command = new Command("shell", "Open a shell on a host of the running lab") { host };
        command.SetAction(parsed => LabCommand.Guard(_ => Run(parsed.GetValue(host)!)));
        return command;
    }

    private static int Run(string host)
    {
        var lab = RunningLab.Find();
        var station = lab.Stations.FirstOrDefault(
            it => string.Equals(it.Name, host, StringComparison.Ordinal))
            ?? throw new LabException($"the running lab has no host {host}; it has "
                + string.Join(", ", lab.Stations.Select(it => it.Name)));
        var files = new HostFiles(Path.Combine(lab.RunDirectory, host));

        // The shell's own function saves typing where the configuration lies.
        const string Script = """
            wackatrl() { "$WACKATRL" -c "$CONFIGURATION" "$@"; }
            export -f wackatrl
            export PS1="[wackalab $NODE] \w # "
            exec bash --norc -i
            """;
        throw Processes.Become([.. station.Enter, "--", "env", $"WACKATRL={Programs.Command}",
            $"CONFIGURATION={files.Configuration}", $"NODE={host}", "bash", "-c", Script]);
    }
}
