using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class ConfigurationIsRead() : Rule(Area.Daemon, "configuration")
{
    public override IEnumerable<Finding> Judge(HostFacts host) => host switch
    {
        { Configuration: not null } => [Good($"{host.ConfigurationPath} can be used")],
        { ConfigurationPath: { } path } => [Bad(host.WhyUnconfigured ?? "it cannot be used",
            "the daemon does not start with it, and nothing is checked here that depends on it",
            $"wackamole --check {path}")],
        _ => [Bad(host.WhyUnconfigured ?? "there is none",
            "the daemon does not start, and nothing is checked here that depends on it",
            "write one (packaging/example/wackamole.conf, wackamole.conf(5)), or name it: "
            + "wackatrl doctor -c FILE")],
    };
}
