using System.Globalization;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>
/// How long two hosts may answer for one address; null for as long as the fault lasts. What the
/// kernel enforces is promised more strictly than what a daemon has to do itself.
/// </summary>
/// <param name="Fenced">Where every host reports that its kernel enforces the lease.</param>
/// <param name="Unfenced">Where one does not.</param>
internal sealed record DuplicateLimit(TimeSpan? Fenced, TimeSpan? Unfenced)
{
    /// <summary>
    /// The backstop of PROTOCOL.md, section 5: the kernel drops what nobody renews after five
    /// seconds, counted in whole seconds and looked at now and then.
    /// </summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5 + 2);

    public static readonly DuplicateLimit None = new(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Both sides of a partition serve, and a foreign host obeys nobody.</summary>
    public static readonly DuplicateLimit Any = new(null, null);

    /// <summary>A daemon that is dead or stopped removes nothing.</summary>
    public static readonly DuplicateLimit NoneWhereFenced = new(TimeSpan.Zero, Lifetime);


    public static DuplicateLimit Within(TimeSpan time) => new(time, time);

    public TimeSpan? For(bool fenced) => fenced ? Fenced : Unfenced;

    public override string ToString() =>
        Fenced == Unfenced ? Text(Fenced) : $"{Text(Fenced)}, unfenced {Text(Unfenced)}";

    private static string Text(TimeSpan? limit) => limit switch
    {
        null => "any",
        { Ticks: 0 } => "none",
        { } time => string.Create(CultureInfo.InvariantCulture, $"≤ {time.TotalSeconds:0.##} s"),
    };
}
