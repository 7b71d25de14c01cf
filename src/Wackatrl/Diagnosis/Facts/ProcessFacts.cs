namespace Wackatrl.Diagnosis.Facts;

/// <summary>What a process may do and does.</summary>
internal sealed record ProcessFacts
{
    public required int Id { get; init; }

    public required long UserId { get; init; }

    /// <summary>Effective ones, a bit each (capabilities(7)).</summary>
    public required ulong Capabilities { get; init; }

    /// <summary>What it could ever have.</summary>
    public required ulong Bounding { get; init; }

    /// <summary>Memory that is never paged out, in KiB.</summary>
    public required long LockedKb { get; init; }

    /// <summary>Whether one of its threads is real-time scheduled.</summary>
    public required Reading<bool> HasRealTime { get; init; }

    /// <summary>RLIMIT_RTPRIO; null where it cannot be read.</summary>
    public required long? PriorityLimit { get; init; }

    /// <summary>RLIMIT_MEMLOCK in bytes; the largest number for «unlimited».</summary>
    public required long? LockLimitBytes { get; init; }
}
