using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Linux.Corosync;

namespace Wackamole.Hosting;

/// <summary>
/// What a host of the engine Corosync takes from its daemon where the configuration does not say
/// it: the node's name, and the times.
/// </summary>
internal static class CorosyncHost
{
    // It answers within a millisecond, or it is stopped.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The host's name and the times; where the daemon is silent, defaults.</summary>
    public static (string HostName, Timing Timing) Ask(ConfigurationFile file)
    {
        var needed = file.Node is null || file.TimesFollowCorosync;
        var facts = needed ? TryAsk(out _) : null;
        var timing = file.TimesFollowCorosync && facts is not null
            ? CorosyncTiming.For(facts.Token, facts.Consensus) : file.Timing;
        return (facts?.NodeName ?? Environment.MachineName, timing);
    }

    /// <summary>What the daemon says, or null and why it says nothing.</summary>
    public static CorosyncFacts? TryAsk(out string? fault)
    {
        CorosyncFacts? facts = null;
        string? reason = "corosync does not answer";
        var asking = new Thread(() =>
        {
            try
            {
                (facts, reason) = (CorosyncMap.Read(), null);
            }
            catch (CorosyncException refused)
            {
                reason = refused.Message;
            }
        })
        { IsBackground = true };
        asking.Start();
        var hasAnswered = asking.Join(Patience);
        fault = hasAnswered ? reason : "corosync does not answer";
        return hasAnswered ? facts : null;
    }
}
