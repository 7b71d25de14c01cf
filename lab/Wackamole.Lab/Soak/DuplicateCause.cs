namespace Wackamole.Lab.Soak;

/// <summary>Two hosts answered for one address: when, what was on, how long.</summary>
/// <param name="AtSeconds">When that phase ended, from the begin of the soak.</param>
/// <param name="IsAllowed">Whether the case says that it may be so.</param>
internal sealed record DuplicateCause(
    double AtSeconds, string Cause, long Rounds, double Ms, bool IsAllowed);
