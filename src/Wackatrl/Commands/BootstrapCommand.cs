using System.CommandLine;
using Wackamole.Core.Control;
using Wackatrl.Asking;

namespace Wackatrl.Commands;

/// <summary>
/// Vouches for a majority that the hosts cannot prove. Not done without «--yes»: when the word is
/// wrong, two hosts answer for one address.
/// </summary>
internal static class BootstrapCommand
{
    private const string Warning =
        "The voters that this host is together with would count as the whole cluster from then "
        + "on. Only for Quorum = majority, and only after the lists of voters were lost, or half "
        + "of the voters or more were lost for good.\n"
        + "First make sure that no other host holds anything: stop wackamole on every host that "
        + "is not in this part of the cluster, or take it off the network. Otherwise two hosts "
        + "answer for one address.\n"
        + "Then: wackatrl bootstrap --yes";

    public static Command Build(Func<ParseResult, DaemonCaller> caller, Surroundings around)
    {
        var yes = new Option<bool>("--yes")
        {
            Description = "No other host holds anything: I have made sure of it.",
        };
        var command = new Command("bootstrap",
            "Vouch that the voters that are here are the whole cluster (Quorum = majority).")
        {
            yes,
        };
        command.SetAction(async (parsed, stop) =>
        {
            if (!parsed.GetValue(yes))
            {
                throw new CommandFaultException(CommandStatus.Usage, Warning);
            }

            var reply = await caller(parsed).AskAsync(
                new ControlRequest(ControlCommand.Bootstrap, null, null), stop);
            around.Output.WriteLine(reply.Done ?? "done");
            return CommandStatus.Done;
        });
        return command;
    }
}
