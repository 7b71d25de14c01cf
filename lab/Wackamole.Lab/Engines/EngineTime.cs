namespace Wackamole.Lab.Engines;

/// <summary>
/// A time that an expectation is stated in, by its name: how long it is, the engine says.
/// </summary>
internal sealed record EngineTime(string Name, Func<EngineTimes, TimeSpan> On)
{
    /// <summary>Nothing is waited for: a move that both sides take part in, or none.</summary>
    public static readonly EngineTime None = new("0", _ => TimeSpan.Zero);

    public static readonly EngineTime TakeOver = new("take-over", times => times.TakeOver);

    public static readonly EngineTime Replaced = new("replaced", times => times.Replaced);

    public static readonly EngineTime Stopped = new("stopped", times => times.Stopped);

    public static readonly EngineTime Deaf = new("deaf", times => times.Deaf);

    public static readonly EngineTime DeafOthers =
        new("deaf others", times => times.DeafOthers);

    public static readonly EngineTime DeafSettled =
        new("deaf settled", times => times.DeafSettled);

    public static readonly EngineTime Settled = new("settled", times => times.Settled);

    public static readonly EngineTime Joined = new("joined", times => times.Joined);

    public static readonly EngineTime OneAnswer = new("one answer", times => times.OneAnswer);

    public static readonly EngineTime Lossy = new("lossy", times => times.Lossy);

    public static readonly EngineTime Forgotten = new("forgotten", times => times.Forgotten);

    /// <summary>All that have a length, for a legend.</summary>
    public static readonly IReadOnlyList<EngineTime> All =
    [
        TakeOver, Replaced, Stopped, Deaf, DeafOthers, DeafSettled, Settled, Joined, OneAnswer,
        Lossy, Forgotten,
    ];

    public static EngineTime operator +(EngineTime first, EngineTime second) => new(
        $"{first.Name} + {second.Name}", times => first.On(times) + second.On(times));

    public override string ToString() => Name;
}
