using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Understands «Heartbeat», «DetectionTime» and «Lease», which must fit.</summary>
internal sealed class TimingBinder(DiagnosticBag diagnostics)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly ValueReader _values = new(diagnostics);
    private (TimeSpan Time, Token Token)? _heartbeat;
    private (TimeSpan Time, Token Token)? _detection;
    private (TimeSpan Time, Token Token)? _lease;
    private bool _faulty;

    /// <summary>Whether any of the three is written.</summary>
    public bool IsAnyWritten => _heartbeat is not null || _detection is not null
        || _lease is not null || _faulty;

    public void Bind(Statement statement)
    {
        var time = _values.Time(statement, Shortest, Limits.LongestDetectionTime);
        _faulty |= time is null;
        var given = time is { } value ? (value, statement.Value) : ((TimeSpan, Token)?)null;
        switch (statement.Directive)
        {
            case Directive.Heartbeat:
                _heartbeat = given;
                break;
            case Directive.DetectionTime:
                _detection = given;
                break;
            default:
                _lease = given;
                break;
        }
    }

    /// <summary>The times; says why they do not fit, at the one that was written.</summary>
    /// <param name="engine">What the group is made of: the defaults differ.</param>
    public Timing Finish(EngineKind engine)
    {
        var isMesh = engine == EngineKind.Mesh;
        var detection = _detection?.Time ?? DefaultDetection(engine);
        var heartbeat = _heartbeat?.Time ?? Whole(detection / 8);
        if (_heartbeat is null && !isMesh && heartbeat > Timing.LongestEngineHeartbeat)
        {
            heartbeat = Timing.LongestEngineHeartbeat;
        }

        var derived = Timing.From(detection, heartbeat, _lease?.Time);
        var timing = derived with { Lease = Whole(derived.Lease) };
        if (!_faulty && timing.Fault() is { } fault)
        {
            Report(timing, fault);
        }

        return timing;
    }

    private static TimeSpan DefaultDetection(EngineKind engine) => engine switch
    {
        EngineKind.Mesh => Timing.DefaultDetection,
        EngineKind.Spread => Timing.DefaultEngineDetection,
        _ => CorosyncTiming.DefaultDetection,
    };

    private void Report(Timing timing, string fault)
    {
        // What was written is blamed before what follows from a default.
        var isLease = timing.Heartbeat * 8 <= timing.Detection && _lease is not null;
        var at = isLease ? _lease!.Value.Token
            : (_heartbeat ?? _detection ?? _lease)!.Value.Token;
        diagnostics.Error(DiagnosticKind.TimesDoNotFit, at, fault, Remedy(timing, isLease));
    }

    private string Remedy(Timing timing, bool isLease)
    {
        if (isLease)
        {
            return $"Leave `Lease` out, or write one from {Text(timing.Heartbeat * 6)} to " +
                $"{Text(timing.Detection - timing.Heartbeat)}.";
        }

        if (timing.Heartbeat < Shortest)
        {
            return "The heartbeat is an eighth of `DetectionTime`: write " +
                $"`DetectionTime = {Text(Shortest * 8)}` or more.";
        }

        var enough = $"`DetectionTime = {Text(timing.Heartbeat * 8)}` or more";
        return _detection is null
            ? $"`DetectionTime` is not written, so it is {Text(timing.Detection)}: write {enough}."
            : $"Write {enough}, or leave `Heartbeat` out: it is then an eighth of it.";
    }

    private static TimeSpan Whole(TimeSpan time) =>
        TimeSpan.FromTicks(time.Ticks - time.Ticks % TimeText.Finest.Ticks);

    private static string Text(TimeSpan time) => TimeText.Format(time);
}
