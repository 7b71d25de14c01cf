using Wackamole.Tests.Daemon;
using Wackatrl;

namespace Wackamole.Tests.Wackatrl;

/// <summary>One run of the command: how it ended, and what it wrote.</summary>
internal sealed record CommandRun(int Status, string Output, string Error)
{
    public static CommandRun Of(params string[] arguments) => With(one => one, arguments);

    public static CommandRun With(
        Func<Surroundings, Surroundings> change, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var around = change(new Surroundings
        {
            Output = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            ConfigurationPlaces = [],
        });
        var run = Task.Run(() => new CommandTree(around).RunAsync(arguments));
        Eventually.True(() => run.IsCompleted, "the command did not end");
        return new CommandRun(run.GetAwaiter().GetResult(), output.ToString(), error.ToString());
    }
}
