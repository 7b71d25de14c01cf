using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class DaemonAnswers() : Rule(Area.Daemon, "daemon")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (host.Configuration is null)
        {
            yield break;
        }

        var daemon = host.Daemon;
        if (daemon.Status is { } status)
        {
            yield return status.State is "run" or "boot" or "gather"
                ? Good($"it runs as {status.Node} of the group {status.Group} and answers")
                : Note($"it runs as {status.Node} of the group {status.Group} and is in the "
                    + $"state «{status.State}»", null, "wackatrl status");
        }
        else if (daemon.Process.IsKnown)
        {
            yield return Warn($"a daemon runs here (process {daemon.Process.Value.Id}) and does "
                + $"not answer: {daemon.WhySilent}", "what it does is not known here",
                "run `wackatrl doctor` as root; where it hangs: systemctl restart wackamole");
        }
        else
        {
            yield return Note("it does not run; what it would find is checked", null,
                "systemctl start wackamole");
        }
    }
}
