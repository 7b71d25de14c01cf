using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>Plays one phase of a case, and says what the client saw meanwhile.</summary>
internal static class PhasePlayer
{
    /// <param name="since">Where the window begins; a soak leaves no time between two.</param>
    /// <returns>The result, all that was seen, and where the window ends.</returns>
    public static (PhaseResult Result, Observation Seen, Instant End) Play(
        FaultCase one, FaultStage stage, Phase phase, Instant since)
    {
        var cluster = stage.Cluster;
        var sides = phase.Sides.Count == 0 ? [stage.Hosts] : phase.Sides;
        var inside = sides.SelectMany(side => side).ToList();
        var begin = LabClock.Now;
        phase.Act();
        var acted = LabClock.Now;
        stage.AwaitSteady(sides);
        var steady = LabClock.Now;
        stage.AwaitNothingLeft(phase.OthersMayHold ? [] : stage.Except(inside));
        stage.AwaitAnswers();
        var end = LabClock.Now;
        var seen = cluster.Observer.Between(since, end);
        var moved = seen.Addresses.Where(HasMoved).ToList();
        var others = seen.Addresses.Except(moved).ToList();
        var holders = seen.Addresses.Where(it => it.Before is not null)
            .Select(it => NameOf(cluster, it)).ToList();
        var needed = LeastMoves.Between(holders, [.. inside.Select(host => host.Name)]);
        return (new PhaseResult
        {
            Case = one.Name,
            Phase = phase,
            Hosts = stage.Hosts.Count,
            Times = cluster.Plan.Times,
            Fenced = FaultStage.IsFenced(inside),
            Moved = moved.Count,
            MovedGapMs = Longest(moved),
            OthersGapMs = Longest(others),
            StallMs = seen.LongestStallMs,
            DuplicateRounds = seen.Addresses.Sum(it => it.DuplicateRounds),
            DuplicateMs = seen.Addresses.Select(it => it.DuplicateMs).DefaultIfEmpty().Max(),
            NeedlessMoves = Math.Max(0, moved.Sum(Moves) - needed),
            ActMs = (acted - begin).TotalMilliseconds,
            SteadyMs = (steady - acted).TotalMilliseconds,
        }, seen, end);
    }

    private static bool HasMoved(AddressObservation address) => Moves(address) > 0;

    /// <summary>
    /// While two answer, the station changes with every question: then only the ends count.
    /// </summary>
    private static int Moves(AddressObservation address) =>
        address.DuplicateRounds == 0 ? (int)address.Changes
        : address.Before is null || address.After is null ? 0
        : string.Equals(address.Before, address.After, StringComparison.Ordinal) ? 0 : 1;

    private static string NameOf(LabCluster cluster, AddressObservation address) =>
        cluster.StationName(address.Before) ?? address.Before!;

    private static double? Longest(List<AddressObservation> addresses) =>
        addresses.Count == 0 ? null : addresses.Max(it => it.GapMs);
}
