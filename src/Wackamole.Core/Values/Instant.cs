namespace Wackamole.Core.Values;

/// <summary>
/// A point on one host's own boot clock (CLOCK_BOOTTIME), in nanoseconds. Instants of different
/// hosts must never be compared: the protocol only ever exchanges durations.
/// </summary>
public readonly record struct Instant(long Nanoseconds) : IComparable<Instant>
{
    /// <summary>Later than anything that can happen: the deadline of what has none.</summary>
    public static readonly Instant Never = new(long.MaxValue);

    /// <summary>Earlier than anything that can happen.</summary>
    public static readonly Instant Past = new(long.MinValue);

    public static Instant operator +(Instant instant, TimeSpan duration) =>
        instant == Never || instant == Past
            ? instant
            : new(instant.Nanoseconds + duration.Ticks * TimeSpan.NanosecondsPerTick);

    public static Instant operator -(Instant instant, TimeSpan duration) => instant + -duration;

    public static TimeSpan operator -(Instant later, Instant earlier) =>
        earlier == Past || later == Never
            ? TimeSpan.MaxValue
            : new((later.Nanoseconds - earlier.Nanoseconds) / TimeSpan.NanosecondsPerTick);

    public static bool operator <(Instant left, Instant right) =>
        left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(Instant left, Instant right) =>
        left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(Instant left, Instant right) =>
        left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(Instant left, Instant right) =>
        left.Nanoseconds >= right.Nanoseconds;

    public static Instant Min(Instant left, Instant right) => left <= right ? left : right;

    public static Instant Max(Instant left, Instant right) => left >= right ? left : right;

    public int CompareTo(Instant other) => Nanoseconds.CompareTo(other.Nanoseconds);
}
