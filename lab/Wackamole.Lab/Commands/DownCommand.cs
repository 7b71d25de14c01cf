using System.CommandLine;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab down»: ends the lab that «wackalab up» keeps running.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        var command = new Command("down", "End the lab that «up» keeps running");
        command.SetAction(_ => LabCommand.Guard(Run));
        return command;
    }

    private static int Run(CancellationToken cancelled)
    {
        var lab = RunningLab.Find();
        Processes.Signal(lab.ProcessId, Native.SIGTERM);
        Wait.Until("the lab to end", Bound, () => !lab.Alive, cancelled);
        Console.WriteLine("The lab is gone.");
        return 0;
    }
}
