using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Wackamole.Core.Configuration;

/// <summary>Every directive by name, in any case.</summary>
internal static class DirectiveTable
{
    private static readonly ImmutableArray<DirectiveInfo> All =
    [
        Old("Spread", Directive.Spread, DirectiveForm.Assignment),
        Old("SpreadRetryInterval", Directive.SpreadRetryInterval, DirectiveForm.Assignment),
        Old("Group", Directive.Group, DirectiveForm.Assignment),
        Old("Control", Directive.Control, DirectiveForm.Assignment),
        Old("LogFacility", Directive.LogFacility, DirectiveForm.Assignment),
        Old("Mature", Directive.Mature, DirectiveForm.Assignment),
        Old("Arp-Cache", Directive.ArpCache, DirectiveForm.Assignment),
        Old("ModuleDir", Directive.ModuleDir, DirectiveForm.Assignment),
        Old("Balance", Directive.Balance, DirectiveForm.BalanceBlock),
        Old("AcquisitionsPerRound", Directive.AcquisitionsPerRound,
            DirectiveForm.BalanceAssignment),
        Old("Interval", Directive.Interval, DirectiveForm.BalanceAssignment),
        Old("Notify", Directive.Notify, DirectiveForm.ItemOrBlock),
        Old("Prefer", Directive.Prefer, DirectiveForm.ItemOrBlock),
        Old("VirtualInterfaces", Directive.VirtualInterfaces, DirectiveForm.Block),
        Old("VIFs", Directive.VirtualInterfaces, DirectiveForm.Block),
        Old("VIPs", Directive.VirtualInterfaces, DirectiveForm.Block),
        Old("PerlUse", Directive.PerlUse, DirectiveForm.Word),
        Old("PerlUseLib", Directive.PerlUseLib, DirectiveForm.Word),
        Old("RunDynamic", Directive.RunDynamic, DirectiveForm.Hook),
        New("Engine", Directive.Engine, DirectiveForm.Assignment),
        New("Node", Directive.Node, DirectiveForm.Assignment),
        New("Peers", Directive.Peers, DirectiveForm.Block),
        New("Multicast", Directive.Multicast, DirectiveForm.Assignment),
        New("Links", Directive.Links, DirectiveForm.Block),
        New("Port", Directive.Port, DirectiveForm.Assignment),
        New("Heartbeat", Directive.Heartbeat, DirectiveForm.Assignment),
        New("DetectionTime", Directive.DetectionTime, DirectiveForm.Assignment),
        New("Lease", Directive.Lease, DirectiveForm.Assignment),
        New("KeyFile", Directive.KeyFile, DirectiveForm.Assignment),
        New("Authentication", Directive.Authentication, DirectiveForm.Assignment),
        New("Weight", Directive.Weight, DirectiveForm.Assignment),
        New("Run", Directive.Run, DirectiveForm.Hook),
        New("HookTimeout", Directive.HookTimeout, DirectiveForm.Assignment),
        New("AnnounceRefresh", Directive.AnnounceRefresh, DirectiveForm.Assignment),
        New("LeaveLimit", Directive.LeaveLimit, DirectiveForm.Assignment),
        New("RealTime", Directive.RealTime, DirectiveForm.Assignment),
        New("StateDirectory", Directive.StateDirectory, DirectiveForm.Assignment),
        New("Fence", Directive.Fence, DirectiveForm.Assignment),
        New("Quorum", Directive.Quorum, DirectiveForm.Assignment),
        New("Voters", Directive.Voters, DirectiveForm.Block),
        New("Witness", Directive.Witness, DirectiveForm.Assignment),
    ];

    private static readonly FrozenDictionary<string, DirectiveInfo> ByName =
        All.ToFrozenDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The original's words that are no directives.</summary>
    private static readonly FrozenSet<string> OtherReserved = FrozenSet.ToFrozenSet(
        ["all", "None", "throttle", "ping"], StringComparer.OrdinalIgnoreCase);

    public static DirectiveInfo? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether this names a directive that takes «=».</summary>
    public static bool IsAssigned(ReadOnlySpan<char> name) =>
        ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var info)
        && info.Form is DirectiveForm.Assignment or DirectiveForm.BalanceAssignment;

    /// <summary>Whether the original never takes this for a value.</summary>
    public static bool IsReserved(string word) =>
        OtherReserved.Contains(word) || Find(word) is { IsOriginal: true };

    /// <summary>The directive that was probably meant, or null.</summary>
    public static string? Nearest(string name) => Spelling.Nearest(name, All
        .Where(one => one.Form != DirectiveForm.BalanceAssignment).Select(one => one.Name));

    private static DirectiveInfo Old(string name, Directive directive, DirectiveForm form) =>
        new(name, directive, form, IsOriginal: true);

    private static DirectiveInfo New(string name, Directive directive, DirectiveForm form) =>
        new(name, directive, form, IsOriginal: false);
}
