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
        return (facts?.NodeName ?? Environment.MachineName,
            facts is null ? file.Timing : TimesWith(file, facts));
    }

    /// <summary>The times of a host that this daemon has answered.</summary>
    public static Timing TimesWith(ConfigurationFile file, CorosyncFacts facts) =>
        file.TimesFollowCorosync
            ? CorosyncTiming.For(facts.Token, facts.Consensus) : file.Timing;

    /// <summary>
    /// What does not go together with this daemon, each in a sentence. Warnings: it may be told
    /// other times while it runs, or of one more node, and a cluster that refused those would be
    /// dark.
    /// </summary>
    public static IEnumerable<string> Warnings(
        CorosyncFacts facts, Timing timing, QuorumMode quorum)
    {
        if (CorosyncTiming.Fault(timing, facts.Token, facts.Consensus) is { } fault)
        {
            yield return fault;
        }

        if (quorum == QuorumMode.Majority && facts.IsTwoNode)
        {
            yield return "corosync runs with two_node: either part of a divided pair has its "
                + "quorum and takes every address, Quorum = majority or not; use a qdevice instead "
                + "(docs/ENGINES.md)";
        }
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
