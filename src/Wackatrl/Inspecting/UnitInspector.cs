using System.Collections.Immutable;
using System.Globalization;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>What the service's unit and its drop-ins give (systemd.unit(5)).</summary>
internal sealed class UnitInspector(HostTree tree)
{
    private const string Name = "wackamole.service";

    private static readonly ImmutableArray<string> Folders =
    [
        "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system",
        "/usr/lib/systemd/system", "/lib/systemd/system",
    ];

    private static readonly ImmutableArray<(string Name, int Bit)> Known =
    [
        ("CAP_NET_ADMIN", 12), ("CAP_NET_RAW", 13), ("CAP_IPC_LOCK", 14), ("CAP_SYS_ADMIN", 21),
        ("CAP_SYS_NICE", 23), ("CAP_BPF", 39),
    ];

    public Reading<UnitFacts> Find()
    {
        foreach (var folder in Folders)
        {
            var path = $"{folder}/{Name}";
            var text = tree.Text(path);
            if (!text.IsAbsent)
            {
                return text.Then(unit => Reading<UnitFacts>.Of(Of(path, unit)));
            }
        }

        return Reading<UnitFacts>.Absent(Name);
    }

    public Reading<long> UserId(Reading<UnitFacts> unit) => unit.Then(facts =>
        facts.User is not { } user ? Reading<long>.Of(0)
            : tree.Text("/etc/passwd").Then(text => ProcText.UserId(text, user) is { } id
                ? Reading<long>.Of(id)
                : Reading<long>.Failed($"/etc/passwd has no user {user}")));

    private UnitFacts Of(string path, string text)
    {
        var entries = IniText.Read(text).ToList();
        foreach (var file in tree.Files(Folders.Select(one => $"{one}/{Name}.d"), ".conf"))
        {
            entries.AddRange(tree.Text(file) is { IsKnown: true, Value: { } more }
                ? IniText.Read(more) : []);
        }

        var user = IniText.Last(entries, "Service", "User");
        var isRoot = user is null or "" or "root" or "0";
        var most = Mask(entries, "CapabilityBoundingSet", ulong.MaxValue);
        return new UnitFacts(path, isRoot ? null : user,
            isRoot ? most : most & Mask(entries, "AmbientCapabilities", 0),
            Priority(IniText.Last(entries, "Service", "LimitRTPRIO")),
            IniText.Last(entries, "Service", "LimitMEMLOCK") is { } limit
                && limit.Split(':')[0] == "infinity",
            entries.Any(one => one is { Section: "Service", Key: "ExecStartPre" }
                && one.Value.Contains("--prepare", StringComparison.Ordinal)));
    }

    // Each line adds; an empty one begins anew; «~» takes away (systemd.exec(5)).
    private static ulong Mask(List<IniEntry> entries, string key, ulong unset)
    {
        var lines = entries.Where(one => one.Section == "Service" && one.Key == key).ToList();
        var mask = lines.Count == 0 ? unset : 0;
        foreach (var (line, index) in lines.Select((one, index) => (one.Value, index)))
        {
            var named = line.TrimStart('~').Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var bits = named.SelectMany(name => Known.Where(one => one.Name == name))
                .Aggregate(0UL, (sum, one) => sum | 1UL << one.Bit);
            mask = line.Length == 0 ? 0
                : !line.StartsWith('~') ? mask | bits
                : (index == 0 ? ulong.MaxValue : mask) & ~bits;
        }

        return mask;
    }

    private static long Priority(string? limit) => limit?.Split(':')[0] switch
    {
        "infinity" => long.MaxValue,
        { } number when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture,
            out var priority) => priority,
        _ => 0,
    };
}
