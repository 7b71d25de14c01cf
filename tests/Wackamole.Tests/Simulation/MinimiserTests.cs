using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// A failing scenario is reduced to what its failure needs, whatever that is: here it is known.
/// </summary>
public sealed class MinimiserTests
{
    private const int Tried = 25;

    [Fact]
    public void A_failure_that_needs_one_crash_is_reduced_to_that_crash_of_two_hosts()
    {
        var tried = 0;
        for (var seed = 1ul; tried < Tried; seed++)
        {
            var scenario = ScenarioGenerator.Generate(seed);
            if (!Breaks(scenario))
            {
                continue;
            }

            tried++;
            var smallest = Minimiser.Minimise(scenario, Breaks);
            Assert.IsType<Fault.Crash>(Assert.Single(smallest.Faults));
            Assert.Equal(2, smallest.Plan.Hosts.Length);
            Assert.Equal(2, smallest.Plan.VirtualInterfaces.Length);
            Assert.Equal(Weather.Calm, smallest.Plan.Weather);
        }

        static bool Breaks(Scenario scenario) => scenario.Plan.VirtualInterfaces.Length >= 2
            && scenario.Faults.Any(fault => fault is Fault.Crash);
    }

    [Fact]
    public void What_needs_everything_stays_as_it_is()
    {
        var scenario = ScenarioGenerator.Generate(7);
        Assert.Same(scenario, Minimiser.Minimise(scenario, _ => false));
    }

    [Fact]
    public void Every_smaller_scenario_can_be_run()
    {
        for (var seed = 1ul; seed <= 10; seed++)
        {
            var scenario = ScenarioGenerator.Generate(seed);
            var smallest = Minimiser.Minimise(scenario,
                smaller => smaller.Plan.Hosts.Length > 2
                    || smaller.Plan.VirtualInterfaces.Length > 1);
            Assert.True(scenario.Plan.Hosts.Length >= smallest.Plan.Hosts.Length);
            smallest.Run();
        }
    }

    [Fact]
    public void A_host_that_is_left_out_takes_its_faults_with_it_and_the_others_keep_theirs()
    {
        var scenario = ScenarioGenerator.Generate(1) with
        {
            Plan = ClusterPlan.Of(4, 2),
            Faults = [new Fault.Crash(1, 1, 3, false), new Fault.Stop(1, 1, 1),
                new Fault.Cut(1, 1, 0b1010, 0b0101, -1, false, false),
                new Fault.Unreachable(1, 0, 1)],
        };
        Assert.Equal([new Fault.Crash(1, 1, 2, false),
            new Fault.Cut(1, 1, 0b100, 0b011, -1, false, false)],
            scenario.WithoutHost(1)!.Faults);
    }
}
