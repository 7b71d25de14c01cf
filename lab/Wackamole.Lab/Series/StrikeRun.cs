using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Series;

/// <summary>What the client saw of one strike. Milliseconds; null where nothing moved.</summary>
/// <param name="MovedGapMs">Of what the host had held, until somebody else answered.</param>
/// <param name="MovedV6GapMs">Of these, the IPv6 addresses alone.</param>
/// <param name="HealthyHoleMs">
/// Holes (above 10 ms) meanwhile of the addresses that nothing happened to, without the times that
/// the client itself was not run.
/// </param>
/// <param name="HealGapMs">The longest gap from then until the host had its share again.</param>
/// <param name="DuplicateRounds">Questions that two stations answered, from begin to end.</param>
/// <param name="StallMs">The longest time that the client itself was not run.</param>
internal sealed record StrikeRun(
    double? MovedGapMs, double? MovedV6GapMs, double HealthyHoleMs, double HealGapMs, long DuplicateRounds,
    double StallMs)
{
    public static StrikeRun From(Observation strike, Observation heal)
    {
        var fell = Interruption.From("strike", strike);
        var healed = Interruption.From("heal", heal);
        return new StrikeRun(
            fell.MovedGapMs,
            Interruption.From("strike", strike with
            {
                Addresses = [.. strike.Addresses.Where(it => it.Address.Contains(':'))],
            }).MovedGapMs,
            strike.Addresses.Where(it => it.Changes == 0).Select(it => it.HolesMs)
                .DefaultIfEmpty().Max(),
            Math.Max(healed.MovedGapMs ?? 0, healed.UnmovedGapMs ?? 0),
            fell.DuplicateRounds + healed.DuplicateRounds,
            Math.Max(fell.StallMs, healed.StallMs));
    }
}
