using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Series;

/// <summary>What the client saw of one strike. Milliseconds; null where nothing moved.</summary>
/// <param name="MovedV4GapMs">
/// Of the IPv4 addresses that the host had held, until somebody else answered.
/// </param>
/// <param name="MovedV6GapMs">The same of its IPv6 addresses.</param>
/// <param name="HealthyHoleMs">
/// Holes (above 10 ms) meanwhile of the addresses of healthy hosts, without the times that the
/// client itself was not run.
/// </param>
/// <param name="HealGapMs">The longest gap from then until the host had its share again.</param>
/// <param name="DuplicateRounds">Questions that two stations answered, from begin to end.</param>
/// <param name="StallMs">The longest time that the client itself was not run.</param>
internal sealed record StrikeRun(
    double? MovedV4GapMs, double? MovedV6GapMs, double HealthyHoleMs, double HealGapMs,
    long DuplicateRounds, double StallMs)
{
    /// <summary>The longer of the two.</summary>
    public double? MovedGapMs => MovedV4GapMs is { } v4 && MovedV6GapMs is { } v6
        ? Math.Max(v4, v6) : MovedV4GapMs ?? MovedV6GapMs;

    /// <param name="strike">From the strike until others answered.</param>
    /// <param name="heal">From then until the host had its share again.</param>
    /// <param name="befallen">The stations of the hosts of which something was broken.</param>
    public static StrikeRun From(
        Observation strike, Observation heal, IReadOnlyCollection<string> befallen)
    {
        var fell = Interruption.From("strike", strike);
        var healed = Interruption.From("heal", heal);
        return new StrikeRun(
            MovedGap(strike, ofV6: false),
            MovedGap(strike, ofV6: true),
            strike.Addresses.Where(it => it.Before is { } before && !befallen.Contains(before))
                .Select(it => it.HolesMs).DefaultIfEmpty().Max(),
            Math.Max(healed.MovedGapMs ?? 0, healed.UnmovedGapMs ?? 0),
            fell.DuplicateRounds + healed.DuplicateRounds,
            Math.Max(fell.StallMs, healed.StallMs));
    }

    private static double? MovedGap(Observation seen, bool ofV6) => Interruption.From(
        "strike", seen with
        {
            Addresses = [.. seen.Addresses.Where(it => it.Address.Contains(':') == ofV6)],
        }).MovedGapMs;
}
