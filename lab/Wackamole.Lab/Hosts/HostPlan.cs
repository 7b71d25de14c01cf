using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Lab.Engines;

namespace Wackamole.Lab.Hosts;

/// <summary>What one lab host's configuration file is to say.</summary>
internal sealed record HostPlan
{
    public required string Node { get; init; }

    public required LabEngine Engine { get; init; }

    public required Timing Timing { get; init; }

    public required ImmutableArray<VirtualInterface> VirtualInterfaces { get; init; }

    /// <summary>Each host's addresses, one for each link.</summary>
    public required ImmutableArray<ImmutableArray<IpAddress>> Peers { get; init; }

    public string Group { get; init; } = "lab";

    /// <summary>Null for «Authentication = none».</summary>
    public string? KeyFile { get; init; }

    /// <summary>Whether the file says anything of keys at all.</summary>
    public bool SpeaksOfKeys { get; init; } = true;

    /// <summary>Short, so that a lab is ready soon.</summary>
    public TimeSpan Mature { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan BalanceInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>As in the file: a number or «all».</summary>
    public string AcquisitionsPerRound { get; init; } = "all";

    public int Weight { get; init; } = 1;

    /// <summary>Virtual interfaces whose head lies in one of these would rather be here.</summary>
    public ImmutableArray<AddressBlock> Preferred { get; init; } = [];

    /// <summary>Further lines, as they are.</summary>
    public string Extra { get; init; } = string.Empty;
}
