using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>Programs that add, move or remove addresses as well, by their names.</summary>
internal sealed class OtherServices() : Rule(Area.Services, "other-services")
{
    private static readonly string[] FailOver =
        ["keepalived", "ucarp", "vrrpd", "pacemakerd", "corosync", "heartbeat", "carpd"];

    private static readonly string[] Managers =
        ["dhcpcd", "connmand", "wickedd", "ifplugd", "netplugd"];

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (!host.Programs.IsKnown)
        {
            yield return Hidden("which programs run", host.Programs);
            yield break;
        }

        var here = host.Programs.Value.Where(one => one.IsHere != false).ToList();
        foreach (var one in here.Where(one => FailOver.Contains(one.Name, StringComparer.Ordinal)))
        {
            yield return Note($"it runs here too (process {one.Id})", "where it has an address of "
                + "VirtualInterfaces as well, two programs fight over it",
                "give each address to one of them only", one.Name);
        }

        foreach (var one in here.Where(one => Managers.Contains(one.Name, StringComparer.Ordinal)))
        {
            yield return Note($"it configures interfaces here (process {one.Id})",
                "when it configures an interface again it may remove addresses that are not its "
                + "own; the daemon puts them back and says so in its log",
                "tell it to leave the interfaces of VirtualInterfaces alone", one.Name);
        }

        var daemons = here.Where(one => one.Name == "wackamole").ToList();
        if (daemons.Count > 1)
        {
            yield return Note($"{daemons.Count} of them run here (processes "
                + $"{string.Join(", ", daemons.Select(one => one.Id))})",
                "each needs a group, a port and a control socket of its own",
                "end those that are not wanted", "wackamole");
        }
    }
}
