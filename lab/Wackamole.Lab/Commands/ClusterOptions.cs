using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Commands;

/// <summary>The options that say how large a cluster is, and how fast.</summary>
internal sealed class ClusterOptions
{
    private const int MostHosts = 40;
    private const int MostAddresses = 1000;

    private readonly Option<int> _hosts = Number("--hosts", "Number of hosts",
        ClusterPlan.DefaultHosts, least: 2, MostHosts);

    private readonly Option<int> _addresses = Number("--addresses", "Number of virtual addresses",
        ClusterPlan.DefaultAddresses, least: 1, MostAddresses);

    private readonly Option<int?> _detection = new("--detection")
    {
        Description = "Detection time in ms; what suits the engine where it is not given",
        HelpName = "NUMBER",
    };

    private readonly Option<string> _engine = EngineOption.Create();

    public ClusterOptions() => _detection.Validators.Add(result =>
    {
        if (IntegerOf(result) is < 16 or > 60_000)
        {
            result.AddError("--detection takes a number from 16 to 60000");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(_hosts);
        command.Add(_addresses);
        command.Add(_detection);
        command.Add(_engine);
    }

    public ClusterPlan Plan(ParseResult parsed)
    {
        var plan = new ClusterPlan
        {
            Hosts = parsed.GetValue(_hosts),
            VirtualInterfaces = ClusterPlan.Single(parsed.GetValue(_addresses)),
            Engine = parsed.Chosen(_engine),
        };
        return parsed.GetValue(_detection) is not { } detection ? plan : plan with
        {
            Timing = Timing.FromDetection(TimeSpan.FromMilliseconds(detection)),
        };
    }

    private static Option<int> Number(string name, string what, int usual, int least, int most)
    {
        var option = new Option<int>(name)
        {
            Description = what,
            HelpName = "NUMBER",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            if (IntegerOf(result) is { } number && (number < least || number > most))
            {
                result.AddError($"{name} takes a number from {least} to {most}, not {number}");
            }
        });
        return option;
    }

    /// <summary>Null where it is none: the parser itself refuses that.</summary>
    private static int? IntegerOf(OptionResult result) => result.Tokens is [var token]
        && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number) ? number : null;
}
