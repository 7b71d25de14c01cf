using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using Wackamole.Core.Control;
using Wackatrl.Asking;
using Wackatrl.Commands;
using Wackatrl.Rendering;

namespace Wackatrl;

/// <summary>The command line: what can be asked for, and who does it.</summary>
internal sealed class CommandTree
{
    /// <summary>asm-generic/errno-base.h: the runtime keeps the number there.</summary>
    private const int EPIPE = 32;

    private const string ThisHost = "A member; this host where none is named.";

    private readonly Surroundings _around;
    private readonly RootCommand _root = new(
        "Shows and steers a Wackamole cluster through the daemon of this host. Without a command "
        + "it shows the status of the whole cluster.");

    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = "Find the control socket by the line «Control» of this configuration; "
            + "without it of /etc/wackamole.conf, else of ./wackamole.conf.",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> _socket = new("--socket")
    {
        Description = "Use this control socket, whatever a configuration says.",
        HelpName = "PATH",
        Recursive = true,
    };

    private readonly Option<bool> _version = new("--version", "-v")
    {
        Description = "Print the version and end.",
    };

    private readonly Option<bool> _list = new("--list", "-l")
    {
        Description = "List the virtual interfaces as the original Wackamole did.",
    };

    private readonly Option<bool> _fail = new("--fail", "-f")
    {
        Description = "The original's form of «fail», then list.",
    };

    private readonly Option<bool> _succeed = new("--succeed", "-s")
    {
        Description = "The original's form of «start», then list.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print the status as one JSON object on one line, for scripts.",
    };

    private readonly Option<double?> _watch = new("--watch", "-w")
    {
        Description = "Show it anew every so many seconds (1) until Ctrl-C.",
        HelpName = "SECONDS",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public CommandTree(Surroundings around)
    {
        _around = around;
        foreach (var builtIn in _root.Options.Where(one => one is VersionOption).ToList())
        {
            _root.Options.Remove(builtIn);
        }

        var help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithStatuses((HelpAction)help.Action!);
        _watch.Validators.Add(result =>
        {
            // What is no number at all is refused by the parser itself.
            if (result.Tokens is [var token] && double.TryParse(token.Value,
                    NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && seconds is not (>= 0.1 and <= 86400))
            {
                result.AddError("--watch takes 0.1 to 86400 seconds.");
            }
        });
        foreach (var option in new Option[]
            { _config, _socket, _version, _list, _fail, _succeed, _json, _watch })
        {
            _root.Options.Add(option);
        }

        _root.SetAction(RunRootAsync);
        AddCommands();
    }

    /// <summary>Does what the arguments ask for; answers with the exit status.</summary>
    public async Task<int> RunAsync(string[] arguments)
    {
        var parsed = _root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithStatuses)
        {
            foreach (var error in parsed.Errors.Select(one => one.Message).Distinct())
            {
                Say(error);
            }

            var command = parsed.CommandResult.Command is RootCommand
                ? "" : $"{parsed.CommandResult.Command.Name} ";
            _around.Error.WriteLine($"Try `wackatrl {command}--help`.");
            return CommandStatus.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = _around.Output,
                Error = _around.Error,
                EnableDefaultExceptionHandler = false,

                // Ctrl-C ends the command at once; the live view cleans up by itself.
                ProcessTerminationTimeout = null,
            });
        }
        catch (CommandFaultException fault)
        {
            Say(fault.Message);
            return fault.Status;
        }
        catch (IOException fault) when (fault.HResult == EPIPE)
        {
            // Whoever read has seen enough, as `head` does.
            return CommandStatus.Unwritten;
        }
        catch (IOException fault)
        {
            Say($"what was to be said cannot be written: {fault.Message}");
            return CommandStatus.Unwritten;
        }
    }

    private void AddCommands()
    {
        var status = new Command("status", "Show the whole cluster (also without any command).")
        {
            _json, _watch,
        };
        status.SetAction(ShowAsync);
        _root.Subcommands.Add(status);

        Add("fail", "Leave the cluster and stay out until «start».", ControlCommand.Fail);
        Add("start", "End «fail» or «drain», here or on another host; changes nothing on a "
            + "healthy host.", ControlCommand.Start, host: Optional("HOST", ThisHost));
        Add("drain", "Give every address of this host, or of another, to the others, and take "
            + "none until «start».", ControlCommand.Drain, host: Optional("HOST", ThisHost));
        Add("move", "Bring a virtual interface to a host and keep it there.", ControlCommand.Move,
            address: Required("VIF", "Its first address."), host: Required("HOST", "A member."));
        Add("unpin", "Let a moved virtual interface, or all of them, be balanced again.",
            ControlCommand.Unpin,
            address: Optional("VIF", "Its first address; all where none is given."));
        Add("balance", "Even out the loads of the hosts now.", ControlCommand.Balance);
        _root.Subcommands.Add(BootstrapCommand.Build(Caller, _around));
        _root.Subcommands.Add(KeygenCommand.Build(_around));
        var doctorJson = new Option<bool>("--json")
        {
            Description = "Print the findings as one JSON object on one line, for scripts.",
        };
        var doctor = new Command("doctor", "Say what this host allows the daemon, what it lacks, "
            + "and what to do; also where no daemon runs. Ends with 1 where there is a problem.")
        {
            doctorJson,
        };
        doctor.SetAction((parsed, stop) => new DoctorCommand(parsed.GetValue(_config),
            parsed.GetValue(_socket), parsed.GetValue(doctorJson), _around).RunAsync(stop));
        _root.Subcommands.Add(doctor);
    }

    private void Add(string name, string description, ControlCommand command,
        Argument<string?>? address = null, Argument<string?>? host = null)
    {
        var added = new Command(name, description);
        foreach (var argument in new[] { address, host }.OfType<Argument<string?>>())
        {
            added.Arguments.Add(argument);
        }

        added.SetAction(async (parsed, stop) =>
        {
            var asked = new ControlRequest(command,
                address is null ? null : parsed.GetValue(address),
                host is null ? null : parsed.GetValue(host));
            var reply = await Caller(parsed).AskAsync(asked, stop);
            _around.Output.WriteLine(Printable.Text(reply.Done ?? "done"));
            return CommandStatus.Done;
        });
        _root.Subcommands.Add(added);
    }

    private static Argument<string?> Required(string name, string description) =>
        new(name) { Description = description };

    private static Argument<string?> Optional(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private async Task<int> RunRootAsync(ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetValue(_version))
        {
            var version = typeof(CommandTree).Assembly.GetName().Version;
            _around.Output.WriteLine($"wackatrl {version?.ToString(3)}");
            return CommandStatus.Done;
        }

        var (fail, succeed) = (parsed.GetValue(_fail), parsed.GetValue(_succeed));
        if (fail && succeed)
        {
            // As in the original: the last one wins.
            var last = parsed.Tokens.Last(token => token.Type == TokenType.Option
                && (_fail.Aliases.Contains(token.Value) || _fail.Name == token.Value
                    || _succeed.Aliases.Contains(token.Value) || _succeed.Name == token.Value));
            fail = _fail.Aliases.Contains(last.Value) || _fail.Name == last.Value;
            succeed = !fail;
        }

        if (!fail && !succeed && !parsed.GetValue(_list))
        {
            return await ShowAsync(parsed, stop);
        }

        var caller = Caller(parsed);
        if (fail || succeed)
        {
            var command = fail ? ControlCommand.Fail : ControlCommand.Start;
            await caller.AskAsync(new ControlRequest(command), stop);
        }

        _around.Output.Write(OriginalList.Text(await caller.AskStatusAsync(stop)));
        return CommandStatus.Done;
    }

    private Task<int> ShowAsync(ParseResult parsed, CancellationToken stop)
    {
        var show = new StatusCommand(Caller(parsed), parsed.GetValue(_json), _around);
        return parsed.GetResult(_watch) is null
            ? show.OnceAsync(stop)
            : show.WatchAsync(TimeSpan.FromSeconds(parsed.GetValue(_watch) ?? 1), stop);
    }

    private DaemonCaller Caller(ParseResult parsed) => new(
        parsed.GetValue(_socket) ?? SocketFinder.Find(
            parsed.GetValue(_config), _around.ConfigurationPlaces),
        _around.AnswerTime);

    private void Say(string text) => _around.Error.WriteLine($"wackatrl: {text}");
}
