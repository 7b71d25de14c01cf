using System.Collections.Immutable;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>
/// A rule of the protocol left out or got wrong, on purpose: some checker must find it.
/// </summary>
/// <param name="Name">What the broken core does.</param>
/// <param name="Rule">
/// Where the rule stands: the beginning of a row of PROTOCOL.md section 8, or a section with the
/// sentence's first words.
/// </param>
internal sealed record PlantedFault(string Name, string Rule)
{
    public ImmutableArray<PlantedEdit> Edits { get; private init; } = [];

    /// <summary>The invariants that may report it, as «I6»; by a scenario none need.</summary>
    public ImmutableArray<string> Reporters { get; private init; } = [];

    /// <summary>The seeds that are tried: so many from here.</summary>
    public ulong FirstSeed { get; private init; } = 1;

    public int Seeds { get; private init; }

    /// <summary>
    /// The graph of four hosts, after a boot, in which it shows: partial connectivity is rare in
    /// seeds.
    /// </summary>
    public uint? Graph { get; private init; }

    /// <summary>A named scenario that must fail, where seeds seldom come to the point.</summary>
    public (Type Suite, string Method)? Story { get; private init; }

    public PlantedFault With(string file, string member, string was, string becomes) => this with
    {
        Edits = Edits.Add(new PlantedEdit(file, member, was, becomes)),
    };

    /// <param name="reporters">«I6 I7»: whichever comes first in a seed.</param>
    public PlantedFault FoundBy(string reporters, ulong from, int within) => this with
    {
        Reporters = [.. reporters.Split(' ')],
        FirstSeed = from,
        Seeds = within,
    };

    public PlantedFault FoundInGraph(string reporters, uint edges) => this with
    {
        Reporters = [.. reporters.Split(' ')],
        Graph = edges,
    };

    public PlantedFault FoundIn<TSuite>(string story) =>
        this with { Story = (typeof(TSuite), story) };
}
