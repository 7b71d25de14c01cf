using System.Globalization;
using Wackamole.Core.Values;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Bench;

/// <summary>The lost host held everything: from its last answer until all answer again.</summary>
internal sealed class ManyLost(LabEngine engine) : Figure(engine)
{
    public const int Addresses = 1000;

    private const int MarginMs = 150;

    public override string Name => string.Create(CultureInfo.InvariantCulture,
        $"{Addresses:N0} addresses lost, T {Engine.Timing.Detection.TotalMilliseconds:0}");

    public override double Promise => Engine.Times.TakeOver.TotalMilliseconds + MarginMs;

    /// <summary>
    /// Outside of what the first host prefers: it stays, and shows what stalls cost.
    /// </summary>
    private const int ControlNumber = 2000;

    /// <summary>Half of the segment's block, in which the addresses lie.</summary>
    private const int PreferredLength = AddressPlan.PrefixLength + 1;

    /// <summary>A cluster whose first host prefers, and so holds, all but one address.</summary>
    public static ClusterPlan Plan => new()
    {
        VirtualInterfaces =
        [
            .. ClusterPlan.Single(Addresses),
            new VirtualInterface([ClusterPlan.On(0, AddressPlan.Virtual(ControlNumber))]),
        ],
        Change = (number, plan) => number != 1 ? plan : plan with
        {
            Preferred = [new AddressBlock(AddressPlan.Host(0), PreferredLength)],
        },
    };

    /// <summary>How many a host holds once it is as planned; null where that is open.</summary>
    public static int? Held(LabHost host) => host.Number == 1 ? Addresses : null;

    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(Plan with { Engine = Engine }, cancelled);
        cluster.Start();
        for (var run = 0; run < runs; run++)
        {
            cluster.WaitUntil(Held);
            var seen = cluster.Observe(Name, () => cluster.CutOff(cluster.Hosts[0]));
            told(new Sample(seen.AllAnsweredMs ?? throw new LabException("nothing moved"),
                seen.UnmovedGapMs, seen.StallMs, seen.DuplicateRounds));
            cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
            cluster.Hosts[0].Cable.RevivePort();
            cluster.WaitUntilSettled();
        }
    }
}
