using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Control;

namespace Wackatrl.Rendering;

/// <summary>Chooses what of a status a person needs, and in which words.</summary>
internal static class ReportBuilder
{
    public static StatusReport Build(ClusterStatus status) => new(
        [.. Header(status), .. Votes(status)],
        [Members(status), VirtualInterfaces(status)],
        [.. new[]
            {
                Uncovered(status), OnTheWay(status), Attention(status), Dropped(status),
            }
            .Where(notes => !notes.Lines.IsEmpty)]);

    private static ImmutableArray<ImmutableArray<StatusField>> Header(ClusterStatus status)
    {
        var covered = status.VirtualInterfaces.Count(it => it.State == "held");
        var all = status.VirtualInterfaces.Length;
        var inView = status.Members.Count(it => it.State is "self" or "member");
        return
        [
            [
                new("node", new(status.Node)),
                new("group", new(status.Group)),
                new("engine", new(status.Engine)),
                new("state", new(status.State, ToneOfState(status.State))),
                new("mature", YesOrNo(status.Mature)),
                new("lease", status.LeaseValid
                    ? new("valid", Tone.Good) : new("invalid", Tone.Bad)),
            ],
            [
                new("view", new(status.View)),
                new("for", new(DurationText.Of(status.ViewAgeSeconds))),
                new("members", new(Number(inView))),
                new("covered", new($"{Number(covered)}/{Number(all)}",
                    covered == all ? Tone.Good : Tone.Bad)),
                new("fence", new(status.Fence,
                    status.Fence == "kernel" ? Tone.Good : Tone.Warning)),
            ],
        ];
    }

    private static ImmutableArray<ImmutableArray<StatusField>> Votes(ClusterStatus status) =>
        status.Quorum is not { } quorum ? [] :
        [
            [
                new("majority", YesOrNo(quorum.Quorate)),
                new("votes", new($"{Number(quorum.Votes)}/{Number(quorum.Voters.Length)}",
                    quorum.Quorate ? Tone.Good : Tone.Bad)),
                new("needed", new(Number(quorum.Needed))),
                new("list", new(quorum.Generation.ToString(CultureInfo.InvariantCulture))),
                new("voters", new(string.Join(',', quorum.Voters.Select(
                    one => one.Counted ? one.Name : $"({one.Name})")))),
            ],
        ];

    private static StatusTable Members(ClusterStatus status) => new(
        [
            new("MEMBER", MayWrap: true), new("STATE"), new("AGE", true),
            new("LINKS", MayWrap: true), new("WEIGHT", true), new("HELD", true),
            new("FLAGS", MayWrap: true),
        ],
        [.. status.Members.Select(it => ImmutableArray.Create(
            new StatusCell(it.Name),
            new StatusCell(it.State, it.State is "self" or "member" ? Tone.Good : Tone.Warning),
            new StatusCell(DurationText.Of(it.AgeSeconds)),
            new StatusCell(string.Join(',', it.Links.Select(Link)),
                it.Links.All(link => link.Heard) ? Tone.Plain : Tone.Bad),
            new StatusCell(Number(it.Weight)),
            new StatusCell(Number(it.Held)),
            new StatusCell(string.Join(',', it.Flags), Tone.Warning)))]);

    // «32ms/0%»: silent for, lost; «down/12s» for one that is not heard.
    private static string Link(LinkStatus link) => link.Heard
        ? string.Create(CultureInfo.InvariantCulture,
            $"{DurationText.Of(link.SilentSeconds)}/{link.LostPercent:0.#}%")
        : $"down/{DurationText.Of(link.SilentSeconds)}";

    private static StatusTable VirtualInterfaces(ClusterStatus status) => new(
        [
            new("ADDRESS"), new("HOLDER", MayWrap: true), new("SINCE", true), new("STATE"),
            new("PIN", MayWrap: true), new("PREFER", MayWrap: true),
        ],
        [.. status.VirtualInterfaces.Select(it => ImmutableArray.Create(
            new StatusCell(it.Name),
            new StatusCell(it.Holder),
            new StatusCell(DurationText.Of(it.SinceSeconds)),
            new StatusCell(it.State, it.State switch
            {
                "held" => Tone.Good,
                "uncovered" => Tone.Bad,
                _ => Tone.Warning,
            }),
            new StatusCell(it.PinnedTo),
            new StatusCell(string.Join(',', it.PreferredBy))))]);

    private static StatusNotes Uncovered(ClusterStatus status) => new(
        "not covered", Tone.Bad, [.. status.VirtualInterfaces
            .Where(it => it.State == "uncovered")
            .Select(it => $"{it.Name} for {DurationText.Of(it.SinceSeconds)}: "
                + (it.Reason ?? "no reason is known here"))]);

    private static StatusNotes OnTheWay(ClusterStatus status) => new(
        "on the way", Tone.Warning, [.. status.VirtualInterfaces
            .Where(it => it.State is "taking" or "moving")
            .Select(it => $"{it.Name}: "
                + (it.Reason ?? $"{it.Holder ?? "a host"} is taking it"))]);

    private static StatusNotes Attention(ClusterStatus status) =>
        new("needs attention", Tone.Warning, Concerns.Of(status));

    private static StatusNotes Dropped(ClusterStatus status) => new(
        $"dropped by the fence of {status.Node}", Tone.Plain, DroppedPackets.Of(status));

    private static Tone ToneOfState(string state) => state switch
    {
        "run" => Tone.Good,
        "failed" or "no-majority" or "no-engine" => Tone.Bad,
        _ => Tone.Warning,
    };

    private static StatusCell YesOrNo(bool value) =>
        value ? new("yes", Tone.Good) : new("no", Tone.Warning);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
