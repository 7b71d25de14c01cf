using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class LockedMemory() : Rule(Area.Rights, "locked-memory")
{
    private const int IpcLock = 14;
    private const string Cost = "swapping can delay heartbeats";

    private const string Remedy = "LimitMEMLOCK=infinity (`systemctl edit wackamole`, [Service]), "
        + "then: systemctl restart wackamole";

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (host.Configuration is not { RealTime: true })
        {
            yield break;
        }

        if (host.Daemon.Process is { IsKnown: true, Value: { } process })
        {
            yield return process.LockedKb > 0
                ? Good("the daemon's memory is never paged out")
                : Warn("the daemon's memory is not locked", Cost, Remedy);
        }
        else if (host.Daemon.Status is null && host.Unit is { IsKnown: true, Value: { } unit })
        {
            yield return unit.HasLockLimit || (unit.Capabilities & 1UL << IpcLock) != 0
                ? Good($"{unit.Path} lets memory be locked")
                : Warn($"{unit.Path} does not let memory be locked", Cost, Remedy);
        }
    }
}
