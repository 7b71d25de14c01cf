using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>Pins of a run that is no more: a closed fence, and nobody who opens it.</summary>
internal sealed class FenceLeftovers() : Rule(Area.Fence, "fence-leftovers")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        var pins = host.Pins;
        if (host.Configuration is null || host.Daemon.Runs || pins.IsAbsent)
        {
            yield break;
        }

        if (!pins.IsKnown)
        {
            yield return Hidden("what an earlier run has left of its fence", pins);
        }
        else if (!pins.Value.IsEmpty)
        {
            yield return Warn($"{host.PinFolder} holds the fence of a run that is no more "
                + $"({pins.Value.Length} pins)", "this host does not answer for any virtual "
                + "address, nor lets programs use one that it has",
                $"wackamole --release -c {host.ConfigurationPath}  # or start the daemon");
        }
    }
}
