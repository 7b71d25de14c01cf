using System.CommandLine;
using Wackamole.Commands;
using Wackamole.Hosting;

namespace Wackamole;

/// <summary>The command line: the original's options, with long names, and what is new.</summary>
internal sealed class CommandLine
{
    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = "Read this configuration file; without it /etc/wackamole.conf, else "
            + "./wackamole.conf.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _debug = new("--debug", "-d")
    {
        Description = "Log everything, with timestamps. The daemon always stays in the foreground.",
    };

    private readonly Option<string?> _spread = new("--spread", "-s")
    {
        Description = "The original's way to name the Spread daemon: refused, with what to write.",
        HelpName = "PORT[@HOST]",
    };

    private readonly Option<string?> _user = new("--user", "-u")
    {
        Description = "Give up being root and go on as this user, with just the capabilities "
            + "needed. (The original's name for Spread.)",
        HelpName = "NAME",
    };

    private readonly Option<bool> _version = new("--version", "-v")
    {
        Description = "Print the version and end.",
    };

    private readonly Option<string?> _pidFile = new("--pid-file")
    {
        Description = "Write the process id to this file; it is removed at the end.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _check = new("--check")
    {
        Description = "Say everything that is wrong with a configuration file, and end with 2 if "
            + "it cannot be used.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _show = new("--show")
    {
        Description = "Print a configuration as it is understood, every default filled in.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _release = new("--release")
    {
        Description = "Remove every address of the configuration that a daemon which is gone has "
            + "left behind, then its fence, and end.",
    };

    private readonly Option<string?> _prepare = new("--prepare")
    {
        Description = "As root, before the daemon starts as this user: make the place where its "
            + "fence is pinned, and end.",
        HelpName = "USER",
    };

    private readonly RootCommand _root;

    public CommandLine()
    {
        _root = new RootCommand(
            "Keeps virtual IP addresses covered, each by exactly one live host.");
        foreach (var builtIn in _root.Options.Where(one => one is VersionOption).ToList())
        {
            _root.Options.Remove(builtIn);
        }

        foreach (var option in new Option[]
        {
            _config, _debug, _spread, _user, _version, _pidFile, _check, _show, _prepare, _release,
        })
        {
            _root.Options.Add(option);
        }

        _root.SetAction(Execute);
    }

    /// <summary>Does what the arguments ask for; answers with the exit status.</summary>
    public int Run(string[] arguments)
    {
        var parsed = _root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Say(error.Message);
            }

            Console.Error.WriteLine("Try `wackamole --help`.");
            return ExitStatus.Configuration;
        }

        try
        {
            return parsed.Invoke(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (StartFaultException fault)
        {
            Say(fault.Message);
            return fault.ExitStatus;
        }
    }

    private int Execute(ParseResult parsed)
    {
        var file = parsed.GetValue(_config);
        if (parsed.GetValue(_version))
        {
            Console.WriteLine($"wackamole {ProgramVersion.Text}");
            return ExitStatus.Ok;
        }

        if (parsed.GetResult(_check) is not null)
        {
            return CheckCommand.Check(parsed.GetValue(_check) ?? file, Console.Out);
        }

        if (parsed.GetResult(_show) is not null)
        {
            return CheckCommand.Show(parsed.GetValue(_show) ?? file, Console.Out, Console.Error);
        }

        if (parsed.GetValue(_prepare) is { } user)
        {
            return PrepareCommand.Run(file, user);
        }

        if (parsed.GetValue(_spread) is { } spread)
        {
            throw new StartFaultException(ExitStatus.Configuration,
                $"-s {spread}: leave -s out and write «Spread = {spread}» into the configuration, "
                + "so that every start, and whoever reads the file, finds the same daemon");
        }

        if (parsed.GetValue(_pidFile) is { Length: 0 })
        {
            throw new StartFaultException(ExitStatus.Configuration,
                "--pid-file: the name of the file is empty; name one, or leave the option out");
        }

        return parsed.GetValue(_release)
            ? ReleaseCommand.Run(file, Console.Out)
            : RunCommand.Run(new CommandLineOptions
            {
                ConfigurationFile = file,
                Debug = parsed.GetValue(_debug),
                User = parsed.GetValue(_user),
                PidFile = parsed.GetValue(_pidFile),
            });
    }

    // In the journal it is an error too.
    private static void Say(string text) => Console.Error.WriteLine(
        (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("JOURNAL_STREAM")) ? "" : "<3>")
        + $"wackamole: {text}");
}
