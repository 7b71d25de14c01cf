using System.CommandLine;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab status»: the running lab, as each of its hosts sees it.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Show the running lab as each of its hosts sees it");
        command.SetAction(_ => LabCommand.Guard(_ => Run()));
        return command;
    }

    private static int Run()
    {
        var lab = RunningLab.Find();
        foreach (var station in lab.Stations)
        {
            Console.WriteLine($"{station.Name}:");
            var files = new HostFiles(Path.Combine(lab.RunDirectory, station.Name));
            var told = Tool.Try(
                [.. station.Enter, "--", Programs.Command, "-c", files.Configuration, "status"]);
            Console.WriteLine(told.Text);
            Console.WriteLine();
        }

        return 0;
    }
}
