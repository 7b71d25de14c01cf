namespace Wackamole.Tests.Simulation;

internal enum OccurrenceKind
{
    /// <summary>Subject, a Packet, reaches Host over link Number.</summary>
    PacketArrives,

    /// <summary>The loop of Host runs.</summary>
    HostWakes,

    /// <summary>The kernel of Host ends what it does.</summary>
    KernelEnds,

    /// <summary>The lease of Host may have ended.</summary>
    LeaseEnds,

    /// <summary>Subject, an Action, is run.</summary>
    Call,
}

/// <summary>Something that will happen. Order breaks ties, so a seed has one history.</summary>
internal readonly record struct Occurrence(
    long AtNs, long Order, OccurrenceKind Kind, int Host, int Number, object? Subject);
