using Wackamole.Core;
using Wackamole.Engines;

namespace Wackamole.Hosting;

/// <summary>
/// Carries out a node's effects, in their order. Packets leave at once; whatever may take a while
/// is handed to a thread of its own, so nothing here waits.
/// </summary>
internal sealed class EffectRunner(
    LinkSender links, LeaseWord lease, ActionDesk actions, IEngine? engine = null)
{
    /// <summary>The node has released and said everything.</summary>
    public bool IsFinished { get; private set; }

    public void Run(EffectList effects)
    {
        foreach (ref readonly var effect in effects.Items)
        {
            switch (effect.Kind)
            {
                case EffectKind.Send:
                    links.Send(effects.Payload(effect), effect.Destination, effect.Link);
                    break;
                case EffectKind.SetLease:
                    lease.Set(effect.Deadline);
                    break;
                case EffectKind.Multicast or EffectKind.MulticastSafe:
                    engine?.Multicast(
                        effects.Payload(effect), effect.Kind == EffectKind.MulticastSafe);
                    break;
                case EffectKind.Act when effect.Action is NodeAction.Finish:
                    IsFinished = true;
                    break;
                case EffectKind.Act:
                    actions.Take(effect.Action!);
                    break;
            }
        }
    }
}
