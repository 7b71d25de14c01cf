using System.CommandLine;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Commands;

/// <summary>
/// What all commands that make a lab have in common: privileges, signals, messages.
/// </summary>
internal static class LabCommand
{
    private const int FailedStatus = 1;
    private const int InterruptedStatus = 130;

    /// <summary>Gives a command something to do that needs a lab.</summary>
    public static Command Does(this Command command, Func<ParseResult, CancellationToken, int> work)
    {
        command.SetAction(parsed => Guard(cancelled =>
        {
            Privileges.Acquire(Environment.GetCommandLineArgs()[1..]);
            return work(parsed, cancelled);
        }));
        return command;
    }

    /// <summary>Runs with signals as cancellation and faults as one plain sentence.</summary>
    public static int Guard(Func<CancellationToken, int> work)
    {
        using var interrupts = new Interrupts();
        try
        {
            return work(interrupts.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("wackalab: interrupted; everything is removed again");
            return InterruptedStatus;
        }
        catch (LabException fault)
        {
            Console.Error.WriteLine($"wackalab: {fault.Message}");
            return FailedStatus;
        }
        catch (NotHereException fault)
        {
            Console.Error.WriteLine($"wackalab: {fault.Message}");
            return Privileges.NotPermittedStatus;
        }
        catch (NotPermittedException fault)
        {
            Console.Error.WriteLine($"wackalab: {fault.Message}");
            return Privileges.NotPermittedStatus;
        }
    }
}
