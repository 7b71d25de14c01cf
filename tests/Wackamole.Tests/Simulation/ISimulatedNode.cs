using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// A node as the simulation sees it: the real one, or one planted to misbehave so that a checker
/// can be seen to fail.
/// </summary>
internal interface ISimulatedNode
{
    EffectList Effects { get; }

    Instant NextDeadline { get; }

    /// <summary>Who it is at present.</summary>
    MemberId Self { get; }

    /// <summary>Gives way to another view.</summary>
    bool IsYielding { get; }

    /// <summary>Its view has a majority, or none is asked for.</summary>
    bool HasMajority => true;

    void Handle(Input input, Instant now);
}
