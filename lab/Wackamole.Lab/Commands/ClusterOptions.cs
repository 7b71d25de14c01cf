using System.CommandLine;
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

    private readonly Option<int> _detection = Number("--detection", "Detection time in ms",
        (int)Timing.DefaultDetection.TotalMilliseconds, least: 16, most: 60_000);

    public void AddTo(Command command)
    {
        command.Add(_hosts);
        command.Add(_addresses);
        command.Add(_detection);
    }

    public ClusterPlan Plan(ParseResult parsed) => new()
    {
        Hosts = parsed.GetValue(_hosts),
        VirtualInterfaces = ClusterPlan.Single(parsed.GetValue(_addresses)),
        Timing = Timing.FromDetection(TimeSpan.FromMilliseconds(parsed.GetValue(_detection))),
    };

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
            if (result.GetValueOrDefault<int>() is var number && (number < least || number > most))
            {
                result.AddError($"{name} takes a number from {least} to {most}, not {number}");
            }
        });
        return option;
    }
}
