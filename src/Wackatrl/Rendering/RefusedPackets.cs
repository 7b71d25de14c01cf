using System.Globalization;
using Wackamole.Core.Control;

namespace Wackatrl.Rendering;

/// <summary>
/// Refused packets that tell of a fault in the set-up. Others (repeats, old views) are the usual
/// course of things and stand in «--json» alone.
/// </summary>
internal static class RefusedPackets
{
    private static readonly (string Reason, string Meaning)[] Telling =
    [
        ("OtherVersion", "were of another release's protocol: bring all hosts to one release"),
        ("OtherCluster", "were of another group: give each cluster its own port or multicast "
            + "group"),
        ("Unauthenticated", "were sealed with another key, or altered: give every host the same "
            + "key file"),
        ("PlainWhereSealed", "were not sealed, and this host has a key: give every host the same "
            + "Authentication"),
        ("SealedWherePlain", "were sealed, and this host has no key: give every host the same "
            + "Authentication"),
        ("UnsupportedAlgorithm", "were sealed in a way that this host cannot open"),
        ("Damaged", "were damaged on the way: look at cables and network cards"),
        ("Malformed", "were not understood: bring all hosts to one release"),
        ("DuplicateName", "came from another machine with a member's name: give each host its "
            + "own Node"),
        ("TooManyMembers", "came from hosts beyond the number that a cluster can have"),
    ];

    public static IEnumerable<string> Of(ClusterStatus status)
    {
        foreach (var (reason, meaning) in Telling)
        {
            var count = status.Counters.GetValueOrDefault($"packets.refused.{reason}");
            if (count > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{count} packets since the start of {status.Node} {meaning}");
            }
        }
    }
}
