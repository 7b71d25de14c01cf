using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>
/// How long two hosts may answer for one address; null for as long as the fault lasts. What the
/// kernel enforces is promised more strictly than what a daemon has to do itself.
/// </summary>
/// <param name="Fenced">Where every host reports that its kernel enforces the lease.</param>
/// <param name="Unfenced">Where one does not.</param>
internal sealed record DuplicateLimit(EngineTime? Fenced, EngineTime? Unfenced)
{
    /// <summary>
    /// The backstop of PROTOCOL.md, section 5: the kernel drops what nobody renews after five
    /// seconds, counted in whole seconds and looked at now and then.
    /// </summary>
    private static readonly EngineTime Lifetime = new("7 s", _ => TimeSpan.FromSeconds(5 + 2));

    public static readonly DuplicateLimit None = new(EngineTime.None, EngineTime.None);

    /// <summary>Both sides of a partition serve, and a foreign host obeys nobody.</summary>
    public static readonly DuplicateLimit Any = new(null, null);

    /// <summary>A daemon that is dead or stopped removes nothing.</summary>
    public static readonly DuplicateLimit NoneWhereFenced = new(EngineTime.None, Lifetime);

    public static DuplicateLimit Within(EngineTime time) => new(time, time);

    public EngineTime? For(bool fenced) => fenced ? Fenced : Unfenced;

    public override string ToString() =>
        Fenced == Unfenced ? Text(Fenced) : $"{Text(Fenced)}, unfenced {Text(Unfenced)}";

    private static string Text(EngineTime? limit) =>
        limit is null ? "any" : limit == EngineTime.None ? "none" : $"≤ {limit}";
}
