using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>NetworkManager takes addresses away with the carrier, unless it is told.</summary>
internal sealed class NetworkManager() : Rule(Area.Services, "network-manager")
{
    private const string Folder = "/etc/NetworkManager/conf.d";

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        foreach (var one in host.Interfaces)
        {
            if (one.IsNetworkManagers is not { } managed || managed.IsAbsent)
            {
                continue;
            }

            yield return !managed.IsKnown
                ? Hidden("whether NetworkManager manages it", managed, one.Name)
                : !managed.Value ? Good("NetworkManager leaves it alone", one.Name)
                : !host.IgnoreCarrierFiles.IsKnown
                    ? Hidden("NetworkManager's configuration", host.IgnoreCarrierFiles, one.Name)
                : !host.IgnoreCarrierFiles.Value.IsEmpty
                    ? Good("NetworkManager ignores its carrier "
                        + $"({host.IgnoreCarrierFiles.Value[0]})", one.Name)
                : Warn("NetworkManager manages it and sets it up anew when its carrier is back",
                    "addresses that are not its own are removed on the way",
                    $"printf '[device-wackamole]\\nmatch-device=*\\nignore-carrier=yes\\n' >"
                    + $"{Folder}/60-wackamole.conf && nmcli general reload", one.Name);
        }
    }
}
