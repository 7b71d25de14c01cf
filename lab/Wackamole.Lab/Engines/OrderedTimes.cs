using Wackamole.Core.Values;

namespace Wackamole.Lab.Engines;

/// <summary>
/// The times of an engine outside the daemon, which follow from two of its own: how soon it has
/// a membership without a host that fell silent, and how soon one of parts that hear each other
/// again (PROTOCOL.md, section 5, «Over Corosync or Spread»; ENGINES.md).
/// </summary>
internal static class OrderedTimes
{
    /// <summary>So often each host says through the order that it lives.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(100);

    /// <summary>What a lease outlasts a change of the membership by, beyond 2 h.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(180);

    /// <summary>Waited for, taken into the view, mature, given its share in rounds.</summary>
    private static readonly TimeSpan Share = TimeSpan.FromSeconds(6);

    /// <summary>The holder announces again; the same on every engine.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromMilliseconds(4800);

    public static EngineTimes Of(TimeSpan newMembership, TimeSpan merge)
    {
        var lease = newMembership + 2 * Heartbeat + Slack;
        var timing = Timing.From(lease + 1.6 * Heartbeat, Heartbeat, null);
        return new EngineTimes
        {
            Timing = timing,

            // The members wait until the dead host's lease is over, which outlasts the change.
            TakeOver = timing.Lease,

            // It answers until its lease ends, and the others begin then. Its last evidence may be
            // two heartbeats older than what they heard of it last.
            Replaced = 2 * Heartbeat,

            // Its engine lives and tells nobody: it is declared absent after T, and what it held
            // is added two heartbeats after the view that follows.
            Stopped = timing.Detection + 3 * Heartbeat,
            Deaf = timing.Detection + newMembership + timing.Lease,

            // The ring waits for one that speaks and does not hear: it is formed a second time,
            // and a lease is made for one change.
            DeafOthers = newMembership,
            DeafSettled = timing.Detection + 2 * (newMembership + timing.Lease),
            Settled = timing.Detection + newMembership + timing.Lease,
            Joined = merge + Share,

            // An engine hears no foreign view before it merges: until then both sides answer.
            OneAnswer = merge,

            // A lost token is a new membership.
            Lossy = newMembership + timing.Lease,
            Forgotten = Forgotten,
        };
    }
}
