using System.CommandLine;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab observe»: the watching client's own process, started by the lab.</summary>
internal static class ObserveCommand
{
    public static Command Create()
    {
        var command = new Command("observe", "The watching client (used by the lab itself)")
        {
            Hidden = true,
        };
        command.SetAction(_ => LabCommand.Guard(
            _ => ObserverProcess.Run(Console.In, Console.Out)));
        return command;
    }
}
