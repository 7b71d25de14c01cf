using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>systemd-networkd removes addresses that it did not add, unless it is told.</summary>
internal sealed class Networkd() : Rule(Area.Services, "networkd")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        foreach (var one in host.Interfaces)
        {
            if (one.Networkd is not { } link || link.IsAbsent)
            {
                continue;
            }

            if (!link.IsKnown)
            {
                yield return Hidden("whether systemd-networkd manages it", link, one.Name);
            }
            else if (link.Value.NetworkFile is not { } file)
            {
                yield return Good("systemd-networkd leaves it alone", one.Name);
            }
            else if (link.Value.KeepConfiguration is "yes" or "static" or "true" or "1" or "on")
            {
                yield return Good("systemd-networkd keeps addresses that it did not add "
                    + $"(KeepConfiguration={link.Value.KeepConfiguration})", one.Name);
            }
            else
            {
                var folder = $"/etc/systemd/network/{Path.GetFileName(file)}.d";
                yield return Warn($"systemd-networkd manages it by {file} and removes addresses "
                    + "that it did not add, when it starts or is configured again",
                    "clients see a gap each time: the daemon has to put them back",
                    $"mkdir -p {folder} && printf '[Network]\\nKeepConfiguration=static\\n' "
                    + $">{folder}/60-wackamole.conf && networkctl reload", one.Name);
            }
        }
    }
}
