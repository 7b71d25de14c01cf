namespace Wackamole.Core.Wire;

/// <summary>What a host says of itself in every heartbeat. Append only: on the wire.</summary>
[Flags]
public enum HeartbeatFlags : ushort
{
    None = 0,

    /// <summary>It may answer for its addresses now.</summary>
    LeaseValid = 1,

    /// <summary>It gives everything away and takes nothing.</summary>
    Draining = 2,

    /// <summary>It goes, and holds nothing any more (read back).</summary>
    Leaving = 4,

    /// <summary>It votes and never holds anything.</summary>
    Witness = 8,

    /// <summary>A senior view is heard: it has closed its fence and claims nothing.</summary>
    Yielding = 16,

    /// <summary>Its cluster has waited, or met one that has.</summary>
    Mature = 32,

    /// <summary>It hears nobody.</summary>
    Deaf = 64,

    /// <summary>It has started: it acknowledges, promises and proposes nothing for L yet.</summary>
    Silent = 128,

    /// <summary>It or another member of its view has lately found everything held.</summary>
    ViewComplete = 256,

    /// <summary>Its view has more than half of the votes.</summary>
    Quorate = 512,

    /// <summary>Its kernel has a virtual address.</summary>
    Holding = 1024,

    /// <summary>It or another member of its view is holding, or that view is 4 T old.</summary>
    ViewHolding = 2048,
}
