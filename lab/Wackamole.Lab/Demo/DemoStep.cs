using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Demo;

/// <summary>One thing that the demo does to its cluster.</summary>
/// <param name="Title">What happens, as a sentence without its full stop.</param>
/// <param name="Brief">The same in few words, for tables.</param>
/// <param name="Meaning">What the spectator will see, and why.</param>
/// <param name="Happen">Does it, and returns when the cluster has settled again.</param>
/// <param name="Condition">What is wrong with the host from now on; null where nothing is.</param>
internal sealed record DemoStep(
    string Title, string Brief, string Meaning, LabHost Host, Action<LabCluster> Happen,
    string? Condition);
