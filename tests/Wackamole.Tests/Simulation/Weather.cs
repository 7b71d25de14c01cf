namespace Wackamole.Tests.Simulation;

/// <summary>What the network does to packets where nothing is cut.</summary>
internal sealed record Weather
{
    public static readonly Weather Calm = new();

    public long LeastDelayNs { get; init; } = 50 * Span.Microsecond;

    public long MostDelayNs { get; init; } = 300 * Span.Microsecond;

    public int LossPerMillion { get; init; }

    public int DuplicatePerMillion { get; init; }

    /// <summary>How late a duplicate may come; beyond T in bad weather.</summary>
    public long DuplicateLateNs { get; init; } = 2 * Span.Millisecond;

    /// <summary>Packets that may be overtaken by those sent just before them.</summary>
    public int ReorderPerMillion { get; init; }

    /// <summary>Packets that are held up, so that later ones overtake them.</summary>
    public int SpikePerMillion { get; init; }

    public long MostSpikeNs { get; init; } = 3 * Span.Millisecond;

    /// <summary>
    /// Whether a correct cluster must stay as it is: eight losses in a row are beyond belief and
    /// nothing is late by as much as a heartbeat.
    /// </summary>
    public bool IsConstant(long heartbeatNs) =>
        LossPerMillion <= 20_000 && MostSpikeNs + MostDelayNs < heartbeatNs;

    public override string ToString() =>
        $"loss {LossPerMillion / 1e4}%, duplicates {DuplicatePerMillion / 1e4}%, " +
        $"reordered {ReorderPerMillion / 1e4}%, " +
        $"spikes {SpikePerMillion / 1e4}% to {Span.Text(MostSpikeNs)}";
}
