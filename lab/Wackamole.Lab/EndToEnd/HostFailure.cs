using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

/// <summary>
/// What befalls the daemon of a host or that of its engine while its kernel lives and has the
/// addresses: exactly where two hosts would answer.
/// </summary>
/// <param name="What">In words, up to «of a host».</param>
/// <param name="Within">How long nobody may answer for what the host held.</param>
internal sealed record HostFailure(
    string What, EngineTime Within, Action<LabHost> Fall, Action<LabHost> Heal)
{
    public static readonly IReadOnlyList<HostFailure> OfDaemon =
    [
        new("kill -9 of all", EngineTime.TakeOver, host => host.KillWithSentinel(),
            host => host.Start()),
        new("SIGSTOP of the daemon", EngineTime.Stopped, host => host.Stop(),
            host => host.Continue()),
    ];

    public static readonly IReadOnlyList<HostFailure> OfEngineDaemon =
    [
        new("kill -9 of the engine's daemon", EngineTime.TakeOver, host => host.Engine!.Kill(),
            host => host.Engine!.Start()) { IsOfEngineDaemon = true },
        new("SIGSTOP of the engine's daemon", EngineTime.TakeOver, host => host.Engine!.Stop(),
            host => host.Engine!.Continue()) { IsOfEngineDaemon = true },
    ];

    public static IEnumerable<HostFailure> All => OfDaemon.Concat(OfEngineDaemon);

    public bool IsOfEngineDaemon { get; private init; }

    /// <summary>Why it cannot happen on an engine; null where it can.</summary>
    public string? NotOn(LabEngine engine) => IsOfEngineDaemon && engine.IsInside
        ? "this engine is inside the daemon" : null;
}
