using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>The node that is shipped, and nothing else.</summary>
internal sealed class RealNode(Node node) : ISimulatedNode
{
    public EffectList Effects => node.Effects;

    public Instant NextDeadline => node.NextDeadline;

    public MemberId Self => node.Self;

    public bool IsYielding => node.IsYielding;

    public bool HasMajority => node.HasMajority;

    public static ISimulatedNode Create(NodeSettings settings, NodeStart start, Instant now) =>
        new RealNode(new Node(settings, start, now));

    public void Handle(Input input, Instant now) => node.Handle(input, now);
}
