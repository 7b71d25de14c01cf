using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I1: whoever installs a view of one id has the same list of members in it, and every member
/// stands in the views that it installs itself. (And ids only grow within one run.)
/// </summary>
internal sealed class Agreement : Checker
{
    private readonly Dictionary<ViewId, (View View, string Host)> _views = [];

    public override string Name => "I1 Agreement";

    public override void ViewInstalled(SimulatedHost host, View view)
    {
        if (!view.Members.Any(member =>
            string.Equals(member.Name, host.Name, StringComparison.Ordinal)))
        {
            Broken($"{host.Name} installed {view}, in which it does not stand");
        }

        if (!_views.TryAdd(view.Id, (view, host.Name))
            && !_views[view.Id].View.Members.AsSpan().SequenceEqual(view.Members.AsSpan()))
        {
            var first = _views[view.Id];
            Broken($"{first.Host} installed {first.View} but {host.Name} installed {view}");
        }
    }
}
