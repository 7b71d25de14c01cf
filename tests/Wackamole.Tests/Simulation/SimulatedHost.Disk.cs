using Wackamole.Core;
using Wackamole.Core.Quorum;

namespace Wackamole.Tests.Simulation;

/// <summary>What outlives a run of the daemon, and the loss of power.</summary>
internal sealed partial class SimulatedHost
{
    private const long LeastDiskNs = 100 * Span.Microsecond;
    private const long MostDiskNs = 20 * Span.Millisecond;
    private const long AnswerNs = 100 * Span.Microsecond;

    /// <summary>What the disk says of the voters; null where it says nothing.</summary>
    public VoterRecord? VotersOnDisk { get; private set; }

    /// <summary>When that was written last.</summary>
    public long VotersStoredNs { get; private set; }

    /// <summary>Nothing more can be written.</summary>
    public bool IsDiskFull { get; set; }

    /// <summary>The disk is replaced by an empty one; its daemon does not run meanwhile.</summary>
    public void LoseDisk()
    {
        Crash();
        Write("loses its disk");
        VotersOnDisk = null;
    }

    /// <summary>
    /// Written after a while, answered a little later: a daemon can die between the two.
    /// </summary>
    private void StoreVoters(VoterRecord record)
    {
        var run = Run;
        Cluster.At(Cluster.Now + _random.Between(LeastDiskNs, MostDiskNs), () =>
        {
            if (run != Run)
            {
                return;
            }

            if (!IsDiskFull)
            {
                (VotersOnDisk, VotersStoredNs) = (record, Cluster.Now);
                Write($"keeps the voters {record}");
            }

            PostLater(AnswerNs, new NodeEvent.VotersStored(
                record, IsDiskFull ? "no space left on device" : null));
        });
    }
}
