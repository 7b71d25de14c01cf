namespace Wackamole.Tests.Simulation;

/// <summary>Ways to make a scenario smaller, one each; null where it is as small already.</summary>
internal sealed partial record Scenario
{
    private const int FewestHosts = 2;

    public Scenario? WithoutHost(int host) => Plan.Hosts.Length <= FewestHosts
            || host >= Plan.Hosts.Length ? null : this with
            {
                Plan = Plan with
                {
                    Hosts = [.. Plan.Hosts.RemoveAt(host).Select(
                (kept, place) => kept with { Name = ClusterPlan.NameOf(place) })],
                },
                Faults = [.. Faults.Select(fault => fault.WithoutHost(host)).OfType<Fault>()],
            };

    public static Scenario? HalfTheAddresses(Scenario scenario) =>
        scenario.WithAddresses(scenario.Plan.VirtualInterfaces.Length / 2);

    public static Scenario? WithoutAnAddress(Scenario scenario) =>
        scenario.WithAddresses(scenario.Plan.VirtualInterfaces.Length - 1);

    public static Scenario? InCalmWeather(Scenario scenario) =>
        scenario.Plan.Weather == Weather.Calm ? null : scenario with
        {
            Plan = scenario.Plan with { Weather = Weather.Calm },
        };

    public static Scenario? WithEqualHosts(Scenario scenario)
    {
        var hosts = scenario.Plan.Hosts.Select(host => host with
        {
            Weight = 1,
            Preferred = [],
            ClockDriftPpm = 0,
            Configured = [],
        });
        var equal = scenario with { Plan = scenario.Plan with { Hosts = [.. hosts] } };
        return equal.Plan.Hosts.SequenceEqual(scenario.Plan.Hosts) ? null : equal;
    }

    public static Scenario? OverOneLink(Scenario scenario) => scenario.Plan.Links == 1
        ? null : scenario with
        {
            Plan = scenario.Plan with
            {
                Links = 1,
            },
            Faults = [.. scenario.Faults.Where(fault =>
            fault is not (Fault.Carrier { Link: > 0 } or Fault.Cut { Link: > 0 }))],
        };

    public static Scenario? Unsealed(Scenario scenario) => scenario.Plan.Keys is null
        ? null : scenario with { Plan = scenario.Plan with { Keys = null } };

    private Scenario? WithAddresses(int count) => count < 1 ? null : this with
    {
        Plan = Plan with
        {
            VirtualInterfaces = Plan.VirtualInterfaces[..count],
            Hosts = [.. Plan.Hosts.Select(host => host with
            {
                Configured = [.. host.Configured.Where(vip => vip < count)],
            })],
        },
        Faults = [.. Faults.Where(fault => fault is not Fault.LoseAddress lost
            || lost.Vip < count).Where(fault => fault is not Fault.KeepsRemoving kept
            || kept.Vip < count)],
    };
}
