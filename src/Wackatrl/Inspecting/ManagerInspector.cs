using System.Collections.Immutable;
using Wackamole.Core.Lease;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>What the programs that manage interfaces say of them in their files.</summary>
internal sealed class ManagerInspector(
    HostTree tree, Reading<ImmutableArray<RunningProgram>> programs)
{
    private static readonly ImmutableArray<string> NetworkFolders =
    [
        "/etc/systemd/network", "/run/systemd/network", "/usr/local/lib/systemd/network",
        "/usr/lib/systemd/network", "/lib/systemd/network",
    ];

    private static readonly ImmutableArray<string> NetworkManagerFolders =
    [
        "/etc/NetworkManager/conf.d", "/run/NetworkManager/conf.d",
        "/usr/lib/NetworkManager/conf.d",
    ];

    /// <summary>Null where it does not run for this network.</summary>
    public Reading<NetworkdLink>? Networkd(Reading<long> index) => Runs("systemd-network")
        ? index.Then(number => tree.Text($"/run/systemd/netif/links/{number}")).Then(text =>
        {
            var link = IniText.Read(text);
            var file = IniText.Last(link, "", "NETWORK_FILE")?.Trim('"');
            return IniText.Last(link, "", "ADMIN_STATE") is "unmanaged" || file is null or ""
                ? Reading<NetworkdLink>.Of(new NetworkdLink(null, null))
                : Keeps(file);
        })
        : null;

    /// <summary>Null where it does not run for this network.</summary>
    public Reading<bool>? NetworkManager(Reading<long> index) => Runs("NetworkManager")
        ? index.Then(number => tree.Text($"/run/NetworkManager/devices/{number}")).Then(text =>
            Reading<bool>.Of(IniText.Last(IniText.Read(text), "device", "managed")
                is not ("false" or "unmanaged")))
        : null;

    /// <summary>Files that set «ignore-carrier», in a section for devices or for all.</summary>
    public Reading<ImmutableArray<string>> IgnoreCarrierFiles()
    {
        string[] main = ["/etc/NetworkManager/NetworkManager.conf"];
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var file in main.Concat(tree.Files(NetworkManagerFolders, ".conf")))
        {
            var text = tree.Text(file);
            if (!text.IsKnown && !text.IsAbsent)
            {
                return text.Lack<ImmutableArray<string>>();
            }

            if (text.IsKnown && IniText.Read(text.Value).Any(Ignores))
            {
                found.Add(file);
            }
        }

        return Reading<ImmutableArray<string>>.Of(found.ToImmutable());
    }

    private static bool Ignores(IniEntry entry) => entry.Key == "ignore-carrier"
        && (entry.Section.StartsWith("device", StringComparison.Ordinal)
            ? entry.Value is "yes" or "true" or "1" or "on"
            : entry.Section == "main" && entry.Value.Length > 0);

    // The file, then its drop-ins by name; the last one that says anything counts.
    private Reading<NetworkdLink> Keeps(string file) => tree.Text(file).Then(text =>
    {
        var entries = IniText.Read(text).ToList();
        var name = Path.GetFileName(file) + ".d";
        foreach (var more in tree.Files(NetworkFolders.Select(one => $"{one}/{name}"), ".conf"))
        {
            entries.AddRange(tree.Text(more) is { IsKnown: true, Value: { } dropIn }
                ? IniText.Read(dropIn) : []);
        }

        return Reading<NetworkdLink>.Of(new NetworkdLink(
            file, IniText.Last(entries, "Network", "KeepConfiguration")));
    });

    // Their files name interfaces by numbers, which other networks use as well.
    private bool Runs(string program) => programs.IsKnown
        && programs.Value.Any(one => one.Name == program && one.IsHere != false);
}
