using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Control;

namespace Wackatrl.Rendering;

/// <summary>What of a status is not as it should be, with what it means or what to do.</summary>
internal static class Concerns
{
    // A link that loses more than this is worn, not unlucky.
    private const double MuchLossPercent = 5;

    private const int ShownNames = 5;

    public static ImmutableArray<string> Of(ClusterStatus status) =>
    [
        .. OfThisHost(status),
        .. OfVotes(status),
        .. status.Members.Where(it => it.State != "self").SelectMany(OfMember),
        .. status.Members.SelectMany(OfFlags),
        .. Unfenced(status),
        .. WhyUnfenced(status),
        .. OtherCatalogue(status),
        .. RefusedPackets.Of(status),
    ];

    private static IEnumerable<string> OfThisHost(ClusterStatus status)
    {
        var state = status.State switch
        {
            "joining" => "has not joined the cluster yet, or waits to join it again",
            "boot" => "waits for the cluster to be mature before it takes anything",
            "failed" => "stays out of the cluster: `wackatrl start` brings it back",
            "leaving" => "is leaving the cluster",
            _ => null,
        };
        if (state is not null)
        {
            yield return $"{status.Node} {state}";
        }

        if (!status.Mature && status.State is not ("boot" or "joining" or "failed" or "leaving"))
        {
            yield return "the cluster is not mature yet: nothing is taken before the time "
                + "«Mature» is over";
        }
    }

    private static IEnumerable<string> OfVotes(ClusterStatus status)
    {
        if (status.Quorum is not { } quorum)
        {
            yield break;
        }

        if (quorum.Reason is { } reason)
        {
            yield return "nothing is held in this part of the cluster, for want of a majority: "
                + reason;
        }

        foreach (var voter in quorum.Voters.Where(one => one.Reason is not null))
        {
            yield return $"the vote of {voter.Name} is not counted: {voter.Reason}";
        }

        if (!quorum.Next.IsEmpty)
        {
            yield return "the voters are being changed to " + string.Join(", ", quorum.Next);
        }

        if (!quorum.Differing.IsEmpty)
        {
            yield return $"other configurations than that of {status.Node} name other voters "
                + $"({Listed([.. quorum.Differing])}): no change begins before all are alike";
        }

        if (quorum.DiskFault is { } fault)
        {
            yield return $"the list of voters of {status.Node}: {fault}";
        }
    }

    private static IEnumerable<string> OfMember(MemberStatus member)
    {
        var silent = DurationText.Of(member.SilentSeconds);
        var state = member.State switch
        {
            "one-way" => "is heard but does not hear this host: look for a firewall or a cable "
                + "that lets packets through one way only",
            "silent" => $"has said nothing for {silent}",
            "withdrawn" => "was shut out of the cluster and must join again",
            "joining" => "is joining",
            _ => null,
        };
        if (state is not null)
        {
            yield return $"{member.Name} {state}";
        }

        if (member.State is "silent")
        {
            yield break;
        }

        foreach (var link in member.Links)
        {
            if (!link.Heard)
            {
                yield return $"the link {link.Endpoint} of {member.Name} is down: "
                    + (link.SilentSeconds is null
                        ? "nothing ever came over it"
                        : $"nothing came over it for {DurationText.Of(link.SilentSeconds)}");
            }
            else if (link.LostPercent >= MuchLossPercent)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"the link {link.Endpoint} of {member.Name} loses {link.LostPercent:0.#} % ")
                    + "of its packets";
            }
        }
    }

    private static IEnumerable<string> OfFlags(MemberStatus member) => member.Flags
        .Select(flag => flag switch
        {
            "draining" => "drains: it takes nothing until `wackatrl start "
                + $"{member.Name}`",
            "leaving" when member.State != "self" => "is leaving",
            "yielding" => "yields to a larger part of the cluster, until both have merged",
            "deaf" => "hears no other station of its network: look at its cable and switch port",
            "lease-invalid" => "may not answer for addresses now: too few other members confirm "
                + "that they hear it",
            _ => null,
        })
        .OfType<string>()
        .Select(meaning => $"{member.Name} {meaning}");

    private static IEnumerable<string> Unfenced(ClusterStatus status)
    {
        var names = status.Members.Where(it => it.Flags.Contains("unfenced"))
            .Select(it => it.Name).ToList();
        if (names.Count > 0)
        {
            var who = names.Count == status.Members.Length && names.Count > 1
                ? "every host" : Listed(names);
            yield return $"unfenced: {who}; should a daemon there hang or be killed, nothing in "
                + "the kernel stops the host from answering for its addresses";
        }
    }

    private static IEnumerable<string> WhyUnfenced(ClusterStatus status) =>
        status.WhyUnfenced is { } reason ? [$"{status.Node} is unfenced: {reason}"] : [];

    private static IEnumerable<string> OtherCatalogue(ClusterStatus status)
    {
        var names = status.VirtualInterfaces.Where(it => it.Addresses.IsEmpty)
            .Select(it => it.Name).ToList();
        if (names.Count > 0)
        {
            yield return $"other configurations list {Listed(names)}, that of {status.Node} does "
                + "not: give every host the same VirtualInterfaces";
        }
    }

    private static string Listed(List<string> names) => names.Count <= ShownNames
        ? string.Join(", ", names)
        : string.Join(", ", names.Take(ShownNames)) + $" and {names.Count - ShownNames} more";
}
