namespace Wackamole.Core.Values;

/// <summary>
/// The three times that must fit each other (PROTOCOL.md, Words): detection time T, heartbeat
/// interval h, lease length L; and what follows from them.
/// </summary>
public sealed record Timing
{
    public static readonly TimeSpan DefaultDetection = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// T over an engine outside this process, which needs its own time to find out who is there:
    /// Spread with its own settings on one segment 2.5 to 3 s, and L must be longer.
    /// </summary>
    public static readonly TimeSpan DefaultEngineDetection = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Default h over such an engine, at most: T is long there, and L = T − 1.6 h shall not be
    /// much shorter.
    /// </summary>
    public static readonly TimeSpan LongestEngineHeartbeat = TimeSpan.FromMilliseconds(100);

    /// <summary>T: a peer silent this long is suspected.</summary>
    public required TimeSpan Detection { get; init; }

    /// <summary>h: a heartbeat is sent this often.</summary>
    public required TimeSpan Heartbeat { get; init; }

    /// <summary>L: how long after its evidence a host may answer for its addresses.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>H = 3 h: how fresh a packet must be for its sender to be waited for.</summary>
    public TimeSpan Fresh => 3 * Heartbeat;

    /// <summary>
    /// L and the most that two clocks may drift apart meanwhile (500 ppm each way).
    /// </summary>
    public TimeSpan LeaseWithDrift => WithDrift(Lease);

    /// <summary>How long to wait here for what another host's clock calls that long.</summary>
    public static TimeSpan WithDrift(TimeSpan lease) => lease + lease / 1000;

    /// <summary>How long a newcomer is heard both ways before it is proposed.</summary>
    public TimeSpan Settling => 2 * Heartbeat;

    /// <summary>
    /// How long a segment is listened to before it counts as having no answer for us. A healthy
    /// survivor asks when H has passed and must be done before its lease ends, which may be as
    /// soon as L − 2 h after the other, gone deaf, last told of something new (it told so up to h
    /// after it heard it, and heard us up to h before): within 1.4 h of L = 6.4 h.
    /// </summary>
    public TimeSpan ProbeListens => Shorter(TimeSpan.FromMilliseconds(25), 1.2 * Heartbeat);

    /// <summary>Between a probe's two questions; the second has as long again, and more.</summary>
    public TimeSpan ProbeAsksAgain => ProbeListens * 0.4;

    public static Timing FromDetection(TimeSpan detection) => From(detection, detection / 8, null);

    /// <summary>
    /// Times with the lease that follows from them, T − 1.6 h, where none is given.
    /// </summary>
    public static Timing From(TimeSpan detection, TimeSpan heartbeat, TimeSpan? lease) => new()
    {
        Detection = detection,
        Heartbeat = heartbeat,
        Lease = lease ?? detection - heartbeat * 1.6,
    };

    /// <summary>Why these times cannot be used together, or null where they can.</summary>
    public string? Fault()
    {
        if (Heartbeat < TimeSpan.FromMilliseconds(1))
        {
            return $"the heartbeat interval ({Text(Heartbeat)}) is below 1 ms";
        }

        if (Heartbeat * 8 > Detection)
        {
            return $"the heartbeat interval ({Text(Heartbeat)}) is more than an eighth of the " +
                $"detection time ({Text(Detection)}): a few lost packets would look like a death";
        }

        if (Lease < Heartbeat * 6)
        {
            return $"the lease ({Text(Lease)}) is shorter than six heartbeats " +
                $"({Text(Heartbeat * 6)}): healthy hosts would lose their addresses";
        }

        return Lease > Detection - Heartbeat
            ? $"the lease ({Text(Lease)}) does not end a heartbeat ({Text(Heartbeat)}) before " +
                $"the detection time ({Text(Detection)}): two hosts could answer for one address"
            : null;
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static string Text(TimeSpan time) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{time.TotalMilliseconds:0.###} ms");
}
