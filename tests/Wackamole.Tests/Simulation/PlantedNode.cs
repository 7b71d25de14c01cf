using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Control;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// A node that does what a script says and heeds nothing: planted to break an invariant, so that
/// a checker can be seen to fail.
/// </summary>
internal sealed class PlantedNode : ISimulatedNode
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1);

    private readonly PlantedScript _script;
    private readonly NodeSettings _settings;
    private readonly Instant _born;
    private Instant _last;
    private int _done;

    public PlantedNode(PlantedScript script, NodeSettings settings, Instant now)
    {
        (_script, _settings) = (script, settings);
        (_born, _last) = (now, now);
    }

    public EffectList Effects { get; } = new();

    public Instant NextDeadline => _last + Pace;

    public MemberId Self => new(_settings.Name, 1);

    public bool IsYielding => false;

    public bool HasMajority => !_script.LacksMajority;

    public void Handle(Input input, Instant now)
    {
        Effects.Clear();
        if (input.Event is NodeEvent.Operator { Asked.Command: ControlCommand.Status } asked
            && _script.SaysHolders is { } holders)
        {
            Effects.Act(new NodeAction.Reply(asked.Request, Answer(holders)));
        }

        if (input.Kind != InputKind.Tick)
        {
            return;
        }

        _last = now;
        if (_script.KeepsLease)
        {
            Effects.SetLease(now + _settings.Timing.Lease);
        }

        while (_done < _script.Deeds.Count && now >= _born + _script.Deeds[_done].After)
        {
            _script.Deeds[_done++].Do(Effects);
        }
    }

    private ControlReply Answer(ImmutableArray<string> holders) => new(null, null, new ClusterStatus
    {
        Node = _settings.Name,
        Group = _settings.Group,
        Engine = "planted",
        State = "run",
        View = "none",
        ViewAgeSeconds = 0,
        Mature = true,
        LeaseValid = true,
        Members = [],
        VirtualInterfaces = [.. holders.Select((holder, place) => new VirtualInterfaceStatus
        {
            Name = ClusterPlan.Address(place).Head.ToString(),
            Addresses = [],
            Holder = holder,
            SinceSeconds = 0,
            State = _script.IsMoving ? "moving" : "held",
            Reason = null,
            PinnedTo = null,
            PreferredBy = [],
        })],
        Counters = ImmutableSortedDictionary<string, long>.Empty,
    });
}
