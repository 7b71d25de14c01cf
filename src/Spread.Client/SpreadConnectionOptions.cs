using System.Collections.Immutable;

namespace Spread.Client;

/// <summary>How a session is opened and kept.</summary>
public sealed record SpreadConnectionOptions
{
    /// <summary>
    /// The private name: up to 10 characters from «$» to «~», unique on its daemon; empty to let
    /// the daemon choose one.
    /// </summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>
    /// Whether views are wanted. Without them a session gets regular messages only, but stands in
    /// everybody's views all the same.
    /// </summary>
    public bool WantsMembership { get; init; } = true;

    /// <summary>
    /// The methods to use, each of which the daemon must offer: 1 to 3, in this order.
    /// </summary>
    public ImmutableArray<AuthenticationMethod> Authentication { get; init; } =
        [AuthenticationMethod.Null];

    /// <summary>
    /// The longest time for connecting and the handshake. A daemon takes one handshake at a time
    /// and waits up to a second for a silent client: much below 2 s fails without need.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long to try again while the name is in use: a name stays taken after a crash until all
    /// daemons have ordered the old session's end, some 10 ms, or while they are changing their
    /// membership as long as that takes. Zero tries once.
    /// </summary>
    public TimeSpan NameInUseWait { get; init; }

    /// <summary>
    /// Over TCP, how long a silent link is trusted before the system begins to probe it; three
    /// unanswered probes a second apart end the session. The protocol itself has no such thing.
    /// </summary>
    public TimeSpan KeepAliveTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long Disconnect waits for the daemon to have ordered it.</summary>
    public TimeSpan DisconnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Bytes that may wait for ReceiveAsync. Beyond, the session is ended: a daemon would do the
    /// same after a thousand messages, but in the middle of one.
    /// </summary>
    public int ReceiveQueueBytes { get; init; } = 64 << 20;
}
